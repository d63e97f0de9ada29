package dev.sluice.worker.run;

import dev.sluice.worker.plan.Gap;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Remembers in the warehouse which rows lack values. */
final class GapLedger {

    private final Warehouse warehouse;
    private final Instant now;

    GapLedger(Warehouse warehouse, Instant now) {
        this.warehouse = warehouse;
        this.now = now;
    }

    /** @param to absent while the gap is open */
    record Recorded(Gap gap, Instant from, Optional<Instant> to) {}

    /** Every gap there is, the earliest first. */
    static List<Recorded> read(Warehouse warehouse) {
        var recorded = new ArrayList<Recorded>();
        warehouse.query(
                """
                SELECT event_table_name, stored_name, after_position, coalesce(until_position, -1), %s, %s FROM %s
                ORDER BY gap_from, after_position
                """.formatted(
                                warehouse.dialect().instantText("gap_from"),
                                warehouse.dialect().instantText("gap_to"),
                                warehouse.raw(Staging.GAPS)),
                row -> recorded.add(new Recorded(
                        new Gap(
                                row.text(1),
                                row.text(2),
                                row.number(3),
                                row.number(4) < 0 ? OptionalLong.empty() : OptionalLong.of(row.number(4))),
                        Instant.parse(row.text(5)),
                        Optional.ofNullable(row.text(6)).map(Instant::parse))));
        return recorded;
    }

    void open(Gap gap) {
        warehouse.insert(
                warehouse.raw(Staging.GAPS),
                List.of("event_table_name", "stored_name", "after_position", "until_position", "gap_from", "gap_to"),
                List.of(Arrays.asList(gap.table(), gap.storedName(), gap.after(), null, now, null)));
    }

    void close(Gap gap) {
        warehouse.execute(
                """
                UPDATE %s SET until_position = ?, gap_to = ?
                WHERE event_table_name = ? AND stored_name = ? AND until_position IS NULL
                """.formatted(warehouse.raw(Staging.GAPS)),
                List.of(gap.until().orElseThrow(), now, gap.table(), gap.storedName()));
    }

    void forget(Gap gap) {
        warehouse.execute(
                """
                DELETE FROM %s WHERE event_table_name = ? AND stored_name = ? AND after_position = ?
                AND coalesce(until_position, -1) = ?
                """.formatted(warehouse.raw(Staging.GAPS)),
                List.of(gap.table(), gap.storedName(), gap.after(), gap.until().orElse(-1)));
    }
}
