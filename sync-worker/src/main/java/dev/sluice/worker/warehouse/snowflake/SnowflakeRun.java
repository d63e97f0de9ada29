package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.InternalVersion;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The schemas that one run works in, from its login to its end, and its one transaction. */
final class SnowflakeRun {

    private static final Logger LOG = Logger.getLogger(SnowflakeRun.class);

    /** Between the moment in which the pointer is read and the copy of what it names another run may end. */
    private static final int TRIES = 3;

    private final SnowflakeLogin login;
    private final Meter meter;
    private final SnowflakeSession session;
    private final SnowflakeSchemas schemas;
    private final SnowflakeGenerations generations;
    private final String id;
    private final boolean planning;
    private final Dialect dialect = new SnowflakeDialect();
    private final List<String> made = new ArrayList<>();
    private Optional<String> before = Optional.empty();
    private Stage stage = Stage.NOTHING_MADE;
    private boolean changingRows;

    /** How far the run's generation has come; UNKNOWN after a commit of which no answer came. */
    private enum Stage {
        NOTHING_MADE,
        PREPARING,
        UNKNOWN,
        COMMITTED
    }

    private SnowflakeRun(SnowflakeLogin login, SnowflakeSchemas schemas, String id, boolean planning, Meter meter) {
        this.meter = meter;
        this.login = login;
        this.schemas = schemas;
        this.id = id;
        this.planning = planning;
        this.session = open();
        this.generations = new SnowflakeGenerations(session, schemas);
    }

    static SnowflakeRun ofRun(SnowflakeLogin login, Layout layout, Meter meter) {
        var id = SnowflakeSchemas.newId();
        return new SnowflakeRun(login, SnowflakeSchemas.ofRun(layout, id), id, false, meter);
    }

    static SnowflakeRun ofPlan(SnowflakeLogin login, Layout layout, Meter meter) {
        var id = SnowflakeSchemas.newId();
        return new SnowflakeRun(login, SnowflakeSchemas.ofPlan(layout, id), id, true, meter);
    }

    private String tag() {
        return "{\"application\":\"sluice\",\"environment\":\"%s\",\"run\":\"%s\"}"
                .formatted(SnowflakeDialect.pinned(schemas.people()), id);
    }

    SnowflakeLogin login() {
        return login;
    }

    SnowflakeSession session() {
        return session;
    }

    Layout layout() {
        return schemas.layout();
    }

    /** Another session in the same schema. */
    SnowflakeSession another() {
        var another = open();
        another.enter(schemas.staging(), dialect);
        return another;
    }

    private SnowflakeSession open() {
        var opened = SnowflakeSession.open(login, tag(), meter);
        opened.onRefusal(failed -> refuseWhenOvertaken(opened, failed));
        return opened;
    }

    /** @param scripts runs one; the views of the internal schema are made there, where they look for their tables */
    void begin(Consumer<String> scripts, InternalVersion version) {
        refuseToWorkInNothing();
        if (!planning) {
            generations.settle();
        }
        stage = Stage.PREPARING;
        boolean isNew = beginGeneration();
        made.add(schemas.generation());
        session.enter(schemas.generation(), dialect);
        if (isNew) {
            scripts.accept("internal_schema");
            version.begin();
        } else {
            version.bringUp();
        }
        session.execute("CREATE TRANSIENT SCHEMA " + dialect.quote(schemas.staging()));
        made.add(schemas.staging());
        session.enter(schemas.staging(), dialect);
        scripts.accept("staging");
        if (!planning) {
            generations.cleanUp(before);
        }
    }

    /** A login succeeds without what does not exist, or may not be used. */
    private void refuseToWorkInNothing() {
        session.query("SELECT CURRENT_ROLE(), CURRENT_DATABASE(), CURRENT_WAREHOUSE()", row -> {
            refuseNone(row.text(1), "role", login.target().role(), "grant it to the user");
            refuseNone(
                    row.text(2), "database", login.target().database(), "create it, and grant its USAGE to the role");
            refuseNone(
                    row.text(3),
                    "warehouse",
                    login.target().virtualWarehouse(),
                    "create it, and grant its USAGE to the role");
        });
    }

    private void refuseNone(String current, String what, String name, String remedy) {
        if (current == null) {
            throw new WarehouseFailure.Unusable(
                    "the Snowflake of %s has no %s %s for this user; %s"
                            .formatted(SnowflakeConnections.host(login.target()), what, name, remedy),
                    null);
        }
    }

    /**
     * Whoever begins takes what this run works in for what one that died has left, and drops it: so it does to a run that
     * stalled and lost its lease.
     *
     * @param failed of a statement
     * @throws WarehouseFailure.Busy where that is why
     */
    private void refuseWhenOvertaken(SnowflakeSession asking, WarehouseFailure.Statement failed) {
        var there = asking.texts("SELECT schema_name FROM INFORMATION_SCHEMA.SCHEMATA WHERE schema_name IN (%s, %s)"
                .formatted(dialect.text(schemas.generation()), dialect.text(schemas.staging())));
        if (!there.containsAll(made)) {
            throw new WarehouseFailure.Busy(
                    "another run has begun to write to the schema %s of this Snowflake meanwhile; run again"
                            .formatted(schemas.people()),
                    failed);
        }
    }

    private boolean beginGeneration() {
        for (int tries = 1; ; tries++) {
            before = generations.current();
            try {
                return generations.begin(before);
            } catch (WarehouseFailure.Statement e) {
                if (tries == TRIES || before.equals(generations.current())) {
                    throw e;
                }
            }
        }
    }

    /** May be done again after a commit; the pointer that stands where this run has moved it keeps others out. */
    void beginRows() {
        session.execute("BEGIN");
        changingRows = true;
        var pointedTo = stage == Stage.PREPARING ? before : Optional.of(schemas.generation());
        // Warehouses keep whole microseconds.
        generations.move(pointedTo, id, Instant.now().truncatedTo(ChronoUnit.MICROS));
    }

    void commit() {
        if (stage == Stage.COMMITTED && !changingRows) {
            return;
        }
        if (!changingRows) {
            beginRows();
        }
        stage = Stage.UNKNOWN;
        changingRows = false;
        session.execute("COMMIT");
        stage = Stage.COMMITTED;
    }

    /** Drops what nobody will look at; what could not be dropped, a later run drops. */
    void end() {
        try {
            if (changingRows) {
                session.execute("ROLLBACK");
            }
            ofNoUse().forEach(generations::drop);
        } catch (WarehouseFailure e) {
            LOG.debug("A session of Snowflake was lost before it was closed", e);
        }
    }

    private List<String> ofNoUse() {
        return switch (stage) {
            case NOTHING_MADE -> List.of();
            case PREPARING -> List.of(schemas.staging(), schemas.generation());
            case UNKNOWN -> List.of(schemas.staging());
            case COMMITTED ->
                before.map(outdated -> List.of(schemas.staging(), outdated)).orElse(List.of(schemas.staging()));
        };
    }
}
