package dev.sluice.worker.capture.replay;

import dev.sluice.capture.v1.CaptureDoor;
import dev.sluice.capture.v1.QuarantinedCall;
import dev.sluice.capture.v1.RefusedCall;
import dev.sluice.wire.Timestamps;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.KeptCall;

/** Turns what the quarantine holds into the contract's messages. */
final class QuarantineMapper {

    private QuarantineMapper() {}

    static QuarantinedCall call(KeptCall kept) {
        var call = kept.call();
        var message = QuarantinedCall.newBuilder()
                .setId(kept.id())
                .setReceivedAt(Timestamps.of(call.receivedAt()))
                .setDoor(door(call.door()))
                .setKind(call.kind())
                .setRefusal(RefusedCall.newBuilder()
                        .setReason(call.reason())
                        .setField(call.field())
                        .setMessage(call.message()));
        return call.body() == null
                ? message.build()
                : message.setBody(call.body()).build();
    }

    private static CaptureDoor door(Door door) {
        return switch (door) {
            case SEGMENT -> CaptureDoor.CAPTURE_DOOR_SEGMENT;
            case HEAP -> CaptureDoor.CAPTURE_DOOR_HEAP;
            case GRPC -> CaptureDoor.CAPTURE_DOOR_GRPC;
            case BROWSER -> CaptureDoor.CAPTURE_DOOR_BROWSER;
            case IDENTITY -> CaptureDoor.CAPTURE_DOOR_IDENTITY;
        };
    }
}
