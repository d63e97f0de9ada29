package dev.sluice.worker.privacy;

import com.google.protobuf.Timestamp;
import dev.sluice.sync.v1.Deletion;
import dev.sluice.sync.v1.DeletionState;
import dev.sluice.sync.v1.WarehouseDeletion;
import dev.sluice.wire.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Turns deletions into the contract's messages. */
final class DeletionMapper {

    private DeletionMapper() {}

    static Deletion deletion(DeletionRecord deletion, List<WarehousePart> parts) {
        var message = Deletion.newBuilder()
                .setId(deletion.id.toString())
                .setEnvironment(deletion.environment)
                .setUserId(deletion.userId)
                .setState(
                        deletion.completedAt == null
                                ? DeletionState.DELETION_STATE_PENDING
                                : DeletionState.DELETION_STATE_DONE)
                .setRequestedAt(Timestamps.of(deletion.requestedAt));
        ifDone(deletion.eventLogDoneAt, message::setEventLogDoneAt);
        ifDone(deletion.identityDoneAt, message::setIdentityDoneAt);
        ifDone(deletion.completedAt, message::setCompletedAt);
        parts.forEach(part -> message.addWarehouses(part(part)));
        return message.build();
    }

    private static WarehouseDeletion part(WarehousePart part) {
        var message = WarehouseDeletion.newBuilder().setWarehouse(part.warehouse);
        ifDone(part.doneAt, message::setDoneAt);
        return message.build();
    }

    private static void ifDone(Instant time, Consumer<Timestamp> field) {
        if (time != null) {
            field.accept(Timestamps.of(time));
        }
    }
}
