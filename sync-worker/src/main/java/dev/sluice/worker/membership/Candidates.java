package dev.sluice.worker.membership;

import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Warehouse;
import java.time.Instant;
import java.util.List;

/**
 * Finds the users who can have entered or left segments: those of landed and rewritten events, those who changed, those
 * who are somebody else now or were until now, those who were deleted and may have come again, and those for whom the
 * time has come.
 */
final class Candidates {

    /** The time is cast since not every driver binds one as a time. */
    private static final String FIND = """
            INSERT INTO %s
            SELECT user_id FROM %s
            UNION SELECT user_id FROM %s
            UNION SELECT from_user_id FROM %s
            UNION SELECT to_user_id FROM %s
            UNION SELECT user_id FROM %s
            UNION SELECT user_id FROM %s
            UNION SELECT user_id FROM %s WHERE changes_at <= CAST(? AS %s)
            """;

    private final Warehouse warehouse;

    Candidates(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void find(Instant asOf) {
        warehouse.execute(
                FIND.formatted(
                        Staging.SEGMENT_CANDIDATES,
                        Staging.TOUCHED_ROWS,
                        Staging.CHANGED_USERS,
                        Staging.CHANGED_MIGRATIONS,
                        Staging.CHANGED_MIGRATIONS,
                        Staging.EARLIER_ROOTS,
                        Staging.DELETED_USERS,
                        warehouse.raw(Staging.SEGMENT_STATES),
                        warehouse.dialect().type(ColumnType.TIMESTAMP)),
                List.of(asOf));
    }
}
