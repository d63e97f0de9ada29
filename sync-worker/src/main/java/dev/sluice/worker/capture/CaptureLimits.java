package dev.sluice.worker.capture;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.capture.json.JsonObject;

/** How much one request may bring, as the clients of all front doors know it. */
public final class CaptureLimits {

    public static final int CALL_BYTES = 32 * 1_024;
    public static final int BATCH_BYTES = 500 * 1_024;
    public static final int BULK_ITEMS = 1_000;

    private CaptureLimits() {}

    /** Refuses a call of a batch that is too large to come alone. */
    public static void checkCall(int bytes) {
        refuse(bytes > CALL_BYTES);
    }

    /** The same of one that comes as JSON. */
    public static void checkCall(JsonObject call) {
        refuse(call.isLargerThan(CALL_BYTES));
    }

    private static void refuse(boolean isTooLarge) {
        if (isTooLarge) {
            throw new CallRefused(
                    new Refusal(ErrorReason.ERROR_REASON_TOO_LARGE, "", "be at most " + CALL_BYTES / 1_024 + " KB"));
        }
    }
}
