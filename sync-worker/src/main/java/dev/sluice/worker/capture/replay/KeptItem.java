package dev.sluice.worker.capture.replay;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.call.Received;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import dev.sluice.worker.quarantine.RefusedCall;
import java.util.List;

/** A refused call as it was received once. */
record KeptItem(RefusedCall call) implements Received {

    static final Refusal NOT_KEPT =
            new Refusal(ErrorReason.ERROR_REASON_TOO_LARGE, "", "be sent again: its body was too long to be kept");

    @Override
    public Door door() {
        return call.door();
    }

    @Override
    public String kind() {
        return call.kind();
    }

    /** Null where it was too long to be kept. */
    @Override
    public String body() {
        return call.body();
    }

    @Override
    public Origin origin() {
        return call.origin();
    }

    @Override
    public List<String> userKeys() {
        return call.userKeys();
    }
}
