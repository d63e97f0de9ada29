package dev.sluice.worker.verify;

import dev.sluice.worker.membership.Memberships;
import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.EventDiff;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.plan.TableComparisons;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.CarriedProperties;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds a warehouse against what it is made of, link by link, as of the last run: the internal schema against the log
 * and the feeds, what is derived in it against a derivation of everything, and each table against the rows that it would
 * be built anew of. On the way the internal schema is made right in the transaction of the warehouse, so that a table is
 * held against the truth and not against what a damage left; whoever closes the warehouse without a commit has only
 * looked.
 */
public final class Proof {

    private final Warehouse warehouse;
    private final Sources sources;
    private final Tagging tagging;
    private final Memberships memberships;
    private final Steps steps;

    /** Hears how far the proof has come. */
    public interface Steps {
        void at(String message, long done, long total);
    }

    public Proof(Warehouse warehouse, Sources sources, Tagging tagging, Memberships memberships, Steps steps) {
        this.warehouse = warehouse;
        this.sources = sources;
        this.tagging = tagging;
        this.memberships = memberships;
        this.steps = steps;
    }

    public Verification of(SyncSnapshot snapshot) {
        var cursors = warehouse.cursors();
        var comparisons = new Comparisons(warehouse);
        steps.at("Holding users and migrations against the feeds", 0, 0);
        new RawPeople(warehouse, comparisons).verify(sources, cursors.feedPosition());
        new RawEvents(warehouse, comparisons)
                .verify(
                        sources,
                        cursors.logPosition(),
                        position -> steps.at("Holding raw events against the log", position, cursors.logPosition()));
        var actual = warehouse.inspect();
        var tables = new TableComparisons(actual, snapshot.desired(), warehouse.dialect(), warehouse.layout());
        steps.at("Judging all events anew", 0, 0);
        findMembers(snapshot, actual, tables.segments(), comparisons);
        compare(tables, tag(snapshot, actual, tables.events()), comparisons);
        return new Verification(
                cursors,
                snapshot.desired().revision(),
                comparisons.tables(),
                comparisons.rows(),
                comparisons.differences(),
                tables.awaiting());
    }

    private void findMembers(
            SyncSnapshot snapshot, Actual actual, List<Desired.SegmentTable> segments, Comparisons comparisons) {
        var others = new HashSet<String>();
        snapshot.desired().segments().forEach(segment -> others.add(segment.table()));
        segments.forEach(segment -> others.remove(segment.table()));
        var verdicts = new CountedVerdicts(warehouse, comparisons);
        verdicts.forget();
        memberships.find(
                warehouse,
                new Memberships.Question(
                        snapshot.leavingOut(others),
                        actual.withStaleSegments(),
                        warehouse.cursors().logPosition(),
                        lastAsked(),
                        false));
        verdicts.verify(segments.stream().map(Desired.SegmentTable::segmentId).toList());
    }

    /** Segments are functions of time, too; the memberships asks for never earlier than runs have. */
    private Instant lastAsked() {
        var last = new ArrayList<Instant>();
        warehouse.query(
                "SELECT %s FROM %s"
                        .formatted(
                                warehouse.dialect().instantText("max(as_of)"), warehouse.raw(Staging.APPLIED_SEGMENTS)),
                row -> {
                    if (row.text(1) != null) {
                        last.add(Instant.parse(row.text(1)));
                    }
                });
        return last.isEmpty() ? Instant.EPOCH : last.getFirst();
    }

    private CarriedProperties tag(SyncSnapshot snapshot, Actual actual, List<Desired.EventTable> events) {
        var diffs = events.stream()
                .<EventDiff>map(event -> new EventDiff.Rebuild(actual.events().get(event.definitionId()), event, 0))
                .toList();
        return new CarriedProperties(
                warehouse,
                diffs,
                tagging.tag(warehouse, snapshot, diffs, warehouse.cursors().logPosition()));
    }

    private void compare(TableComparisons tables, CarriedProperties properties, Comparisons comparisons) {
        var events = tables.events();
        var segments = tables.segments();
        var carried = properties.byDefinition();
        long total = BuiltIn.names().size() + events.size() + segments.size();
        var at = new long[1];
        comparisons.add(BuiltIn.USERS, tables.ofUsers());
        for (var table : List.of(BuiltIn.USER_MIGRATIONS, BuiltIn.SESSIONS, BuiltIn.PAGEVIEWS)) {
            tell(table, at, total);
            comparisons.add(table, tables.ofBuiltIn(table));
        }
        events.forEach(event -> {
            tell(event.table(), at, total);
            comparisons.add(event.table(), tables.ofEvent(event, carried.getOrDefault(event.definitionId(), Set.of())));
        });
        segments.forEach(segment -> {
            tell(segment.table(), at, total);
            comparisons.add(segment.table(), tables.ofSegment(segment));
        });
        tables.ofAllEvents().ifPresent(comparison -> comparisons.add(BuiltIn.ALL_EVENTS, comparison));
    }

    private void tell(String table, long[] at, long total) {
        steps.at("Comparing " + table, at[0]++, total);
    }
}
