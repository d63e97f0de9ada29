package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Layout;
import java.util.UUID;

/**
 * The schemas of one run, as Snowflake keeps their names.
 *
 * @param people what they query
 * @param home what stays from run to run: which generation counts
 * @param generation the run's own copy of the internal schema
 * @param staging what the run makes on the way
 */
record SnowflakeSchemas(String people, String home, String generation, String staging) {

    private static final int ID_LENGTH = 8;

    /** A schema that is left over is told by its name. */
    private static final String ANY_ID = "[0-9A-F]{8}";

    private static final String STAGING = "_STAGING_";
    private static final String PLANNED = "_PLANNED_";
    private static final String PLANNING = "_PLANNING_";

    static SnowflakeSchemas ofRun(Layout layout, String id) {
        var people = SnowflakeDialect.stored(layout.schema());
        var home = SnowflakeDialect.stored(layout.rawSchema());
        return new SnowflakeSchemas(people, home, home + "_" + id, people + STAGING + id);
    }

    /** A plan that is only looked at goes on while a run cleans up. */
    static SnowflakeSchemas ofPlan(Layout layout, String id) {
        var people = SnowflakeDialect.stored(layout.schema());
        return new SnowflakeSchemas(
                people, SnowflakeDialect.stored(layout.rawSchema()), people + PLANNED + id, people + PLANNING + id);
    }

    static String newId() {
        return SnowflakeDialect.stored(UUID.randomUUID().toString().substring(0, ID_LENGTH));
    }

    /** Where the run's tables stand, with the names that are pinned. */
    Layout layout() {
        return new Layout(SnowflakeDialect.pinned(people), SnowflakeDialect.pinned(generation));
    }

    /** A pattern of the names of generations and staging schemas of runs. */
    String ofAnyRun() {
        return "(%s_|%s%s)%s".formatted(home, people, STAGING, ANY_ID);
    }

    /** The same of plans. */
    String ofAnyPlan() {
        return "%s(%s|%s)%s".formatted(people, PLANNED, PLANNING, ANY_ID);
    }
}
