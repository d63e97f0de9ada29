package dev.sluice.worker.warehouse;

/** Why a warehouse could not be written, and what to do about it. */
public abstract sealed class WarehouseFailure extends RuntimeException {

    private WarehouseFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Another process holds it. */
    public static final class Busy extends WarehouseFailure {
        public Busy(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** It cannot be opened, or holds something that Sluice did not make. */
    public static final class Unusable extends WarehouseFailure {
        public Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The run that asks is to ask nothing more; the cause says why. */
    public static final class Stopped extends WarehouseFailure {
        public Stopped(RuntimeException why) {
            super(why.getMessage(), why);
        }
    }

    /** A statement failed. */
    public static final class Statement extends WarehouseFailure {
        public Statement(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
