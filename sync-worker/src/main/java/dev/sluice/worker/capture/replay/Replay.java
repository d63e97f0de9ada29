package dev.sluice.worker.capture.replay;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.Capture;
import dev.sluice.worker.capture.CaptureReport;
import dev.sluice.worker.capture.CaptureReport.RefusedCall;
import dev.sluice.worker.capture.call.FrontDoor;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.outbox.OutboxTable;
import dev.sluice.worker.outbox.OutboxWorker;
import dev.sluice.worker.outbox.RefusedIdentityCalls;
import dev.sluice.worker.postgres.Transactions;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.KeptCall;
import dev.sluice.worker.quarantine.QuarantineMetrics;
import dev.sluice.worker.quarantine.RefusedCallTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Takes refused calls as if they came now, but for their time, which is that of their first arrival unless they tell it.
 * What is taken leaves the quarantine; should that fail after it was taken, its message id makes the next replay
 * harmless. The calls are locked meanwhile: a privacy request that erases them waits, and so finds what became of them.
 */
@ApplicationScoped
class Replay {

    private final Transactions transactions;
    private final Capture capture;
    private final OutboxWorker outbox;
    private final QuarantineMetrics metrics;
    private final Map<Door, FrontDoor> doors;

    Replay(
            DataSource dataSource,
            Capture capture,
            OutboxWorker outbox,
            QuarantineMetrics metrics,
            @Any Instance<FrontDoor> doors) {
        this.transactions = new Transactions(dataSource);
        this.capture = capture;
        this.outbox = outbox;
        this.metrics = metrics;
        this.doors = doors.stream().collect(Collectors.toMap(FrontDoor::door, Function.identity()));
    }

    /** @param ids each given once; the report names calls by their place among them */
    CaptureReport replay(String environment, List<Long> ids) {
        var report = transactions.call(connection -> replay(connection, environment, ids));
        metrics.left("replayed", report.accepted() + report.repeated());
        outbox.wake();
        return report;
    }

    private CaptureReport replay(Connection connection, String environment, List<Long> ids) throws SQLException {
        var table = new RefusedCallTable(connection);
        var kept = table.lock(environment, ids).stream().collect(Collectors.toMap(KeptCall::id, Function.identity()));
        var found = ids.stream().filter(kept::containsKey).map(kept::get).toList();
        var captured = found.stream().filter(each -> !isOfIdentity(each)).toList();
        var queued = found.stream().filter(Replay::isOfIdentity).toList();
        var retaken =
                capture.retake(environment, captured.stream().map(this::reading).toList());
        var refused = new ArrayList<RefusedCall>();
        for (var refusal : retaken.refused()) {
            var again = captured.get(refusal.index());
            noteRefusal(table, again, refusal.refusal());
            refused.add(new RefusedCall(ids.indexOf(again.id()), refusal.refusal()));
        }
        queue(connection, queued);
        var stays = refused.stream().map(each -> ids.get(each.index())).collect(Collectors.toSet());
        table.delete(
                environment,
                kept.keySet().stream().filter(id -> !stays.contains(id)).toList());
        ids.stream().filter(id -> !kept.containsKey(id)).forEach(id -> refused.add(unknown(ids.indexOf(id))));
        return new CaptureReport(retaken.accepted() + queued.size(), retaken.repeated(), refused);
    }

    private static boolean isOfIdentity(KeptCall kept) {
        return kept.call().door() == Door.IDENTITY;
    }

    private static void queue(Connection connection, List<KeptCall> calls) throws SQLException {
        if (!calls.isEmpty()) {
            new OutboxTable(connection)
                    .insert(calls.stream()
                            .map(kept -> new OutboxTable.Entry(
                                    kept.call().environment(),
                                    RefusedIdentityCalls.read(kept.call().body())))
                            .toList());
        }
    }

    private Reading reading(KeptCall kept) {
        var item = new KeptItem(kept.call());
        if (item.body() == null) {
            return new Reading.Refused("unreadable", KeptItem.NOT_KEPT, item);
        }
        return Reading.of(item, () -> {
            var call = doors.get(item.door()).read(item.kind(), item.body(), item.origin());
            return call.under(call.header()
                    .orElse(kept.messageId().toString(), kept.call().receivedAt()));
        });
    }

    private static void noteRefusal(RefusedCallTable table, KeptCall kept, Refusal refusal) throws SQLException {
        table.refusedAnew(kept.id(), kept.call().refusedFor(refusal.reason(), refusal.field(), refusal.message()));
    }

    private static RefusedCall unknown(int place) {
        return new RefusedCall(place, new Refusal(ErrorReason.ERROR_REASON_CALL_NOT_FOUND, "", "be one that is kept"));
    }
}
