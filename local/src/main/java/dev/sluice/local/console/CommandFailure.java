package dev.sluice.local.console;

/** Why a command could not do its work, in one line that tells the user what to do about it. */
public final class CommandFailure extends RuntimeException {

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
