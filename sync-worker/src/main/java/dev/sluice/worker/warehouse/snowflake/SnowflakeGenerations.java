package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A run writes to a copy of the internal schema that nobody reads, a generation, and its one transaction moves the
 * pointer to it: so whatever commits by itself before that is seen by nobody, and lost if the run dies.
 */
final class SnowflakeGenerations {

    private static final Logger LOG = Logger.getLogger(SnowflakeGenerations.class);

    static final String POINTER = "GENERATION";

    /** One row from the beginning, so that of two first runs too only one goes ahead. */
    private static final String MAKE_POINTER = """
            CREATE TABLE IF NOT EXISTS %s AS
            SELECT NULL::VARCHAR AS schema_name, NULL::VARCHAR AS run_id, NULL::TIMESTAMP_NTZ(6) AS committed_at""";

    private static final String MOVE_POINTER =
            "UPDATE %s SET schema_name = ?, run_id = ?, committed_at = ? WHERE schema_name IS NOT DISTINCT FROM ?";

    private static final String NAMES = "SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA"
            + " WHERE REGEXP_LIKE(schema_name, %s) AND schema_name NOT IN"
            + " (SELECT table_schema FROM INFORMATION_SCHEMA.TABLES WHERE table_name = %s)";

    private final SnowflakeSession session;
    private final SnowflakeSchemas schemas;
    private final SnowflakeDialect dialect = new SnowflakeDialect();

    SnowflakeGenerations(SnowflakeSession session, SnowflakeSchemas schemas) {
        this.session = session;
        this.schemas = schemas;
    }

    /** Makes the home of an environment that no run has written to yet. */
    void settle() {
        if (!isSettled()) {
            session.execute("CREATE SCHEMA IF NOT EXISTS " + dialect.quote(schemas.home()));
            session.execute(MAKE_POINTER.formatted(pointer()));
        }
    }

    private boolean isSettled() {
        boolean settled = holds(schemas.home(), " AND table_name = " + dialect.text(POINTER));
        if (!settled && holds(schemas.people(), "")) {
            throw new WarehouseFailure.Unusable(
                    "the schema %s holds tables that Sluice did not make; use a database where it is empty or absent"
                            .formatted(schemas.people()),
                    null);
        }
        return settled;
    }

    private boolean holds(String schema, String condition) {
        return !session.texts("SELECT table_name FROM INFORMATION_SCHEMA.TABLES WHERE table_schema = %s%s LIMIT 1"
                        .formatted(dialect.text(schema), condition))
                .isEmpty();
    }

    /** The schema of the generation that counts; empty before the first. */
    Optional<String> current() {
        return isSettled()
                ? session.texts("SELECT schema_name FROM " + pointer()).stream()
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
    }

    /** @return whether it is new; otherwise it holds what the one before held, of which nothing is copied */
    boolean begin(Optional<String> current) {
        session.execute("CREATE TRANSIENT SCHEMA %s%s"
                .formatted(
                        dialect.quote(schemas.generation()),
                        current.map(name -> " CLONE " + dialect.quote(name)).orElse("")));
        return current.isEmpty();
    }

    /** To be called in the transaction that it belongs to. @param before the generation that this one follows */
    void move(Optional<String> before, String runId, Instant now) {
        var values = Arrays.asList(schemas.generation(), runId, now, before.orElse(null));
        if (session.execute(MOVE_POINTER.formatted(pointer()), values) != 1) {
            throw new WarehouseFailure.Busy(
                    "another run has written to the schema %s of this Snowflake meanwhile; run again"
                            .formatted(schemas.people()),
                    null);
        }
    }

    /** Drops what runs that died have left. @param current never dropped */
    void cleanUp(Optional<String> current) {
        var left = session.texts(names(schemas.ofAnyRun()));
        left.addAll(
                session.texts(names(schemas.ofAnyPlan()) + " AND created < DATEADD('day', -1, CURRENT_TIMESTAMP())"));
        left.removeAll(List.of(schemas.generation(), schemas.staging()));
        current.ifPresent(left::remove);
        left.forEach(this::drop);
    }

    /** The schema of an environment could be called like that, and has such a table. */
    private String names(String pattern) {
        return NAMES.formatted(dialect.text(pattern), dialect.text(SnowflakeDialect.stored(BuiltIn.USERS)));
    }

    /** What stays is dropped by a later run. */
    void drop(String schema) {
        try {
            session.execute("DROP SCHEMA IF EXISTS " + dialect.quote(schema));
        } catch (WarehouseFailure e) {
            LOG.warnf("A schema that is of no use any more could not be dropped: schema=%s", schema);
        }
    }

    private String pointer() {
        return dialect.quote(schemas.home()) + "." + dialect.quote(POINTER);
    }
}
