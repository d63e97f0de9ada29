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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Takes refused calls as if they came now, but for their time, which is that of their first arrival unless they tell it.
 * What is taken leaves the quarantine; should that fail after it was taken, its message id makes the next replay
 * harmless. The calls are locked meanwhile: a privacy request that erases them waits, and so finds what became of them.
 */
@ApplicationScoped
class Replay {

    private static final Refusal UNKNOWN =
            new Refusal(ErrorReason.ERROR_REASON_CALL_NOT_FOUND, "", "be one that is kept");

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
        var kept = table.lock(environment, ids);
        var captured = kept.stream().filter(each -> !isOfIdentity(each)).toList();
        var ofIdentity = kept.stream().filter(Replay::isOfIdentity).toList();
        var retaken =
                capture.retake(environment, captured.stream().map(this::reading).toList());
        var refused = new TreeMap<Long, Refusal>();
        retaken.refused().forEach(each -> refused.put(captured.get(each.index()).id(), each.refusal()));
        queue(connection, ofIdentity);
        table.delete(environment, idsOf(kept, each -> !refused.containsKey(each.id())));
        for (var each : captured) {
            if (refused.containsKey(each.id())) {
                noteRefusal(table, each, refused.get(each.id()));
            }
        }
        var known = Set.copyOf(idsOf(kept, _ -> true));
        ids.stream().filter(id -> !known.contains(id)).forEach(id -> refused.put(id, UNKNOWN));
        return new CaptureReport(retaken.accepted() + ofIdentity.size(), retaken.repeated(), byPlace(ids, refused));
    }

    private static List<Long> idsOf(List<KeptCall> calls, Predicate<KeptCall> wanted) {
        return calls.stream().filter(wanted).map(KeptCall::id).toList();
    }

    private static List<RefusedCall> byPlace(List<Long> ids, Map<Long, Refusal> refused) {
        return IntStream.range(0, ids.size())
                .filter(place -> refused.containsKey(ids.get(place)))
                .mapToObj(place -> new RefusedCall(place, refused.get(ids.get(place))))
                .toList();
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
}
