package dev.sluice.worker.warehouse;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.Dialect;
import dev.sluice.worker.plan.Layout;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One warehouse, opened for one run by its only writer. Everything between opening and {@link #commit} is one
 * transaction; closing without a commit leaves no trace. What goes wrong in the engine is thrown as a
 * {@link WarehouseFailure}, without the driver's text where that could name other people's data.
 */
public interface Warehouse extends AutoCloseable {

    int INSERTED_AT_ONCE = 100;

    Dialect dialect();

    Layout layout();

    /** Counts what the run asks of it. */
    Meter meter();

    /** A table of the schema people query, as SQL names it. */
    default String table(String name) {
        return dialect().quote(layout().schema()) + "." + dialect().quote(name);
    }

    /** A table of the internal schema, as SQL names it. */
    default String raw(String name) {
        return dialect().quote(layout().rawSchema()) + "." + dialect().quote(name);
    }

    /** How far earlier runs got; the beginning for a warehouse that none has written to. */
    Cursors cursors();

    /** What stands in the environment's schema. */
    Actual inspect();

    /** A fast way into one of the staging tables, for many rows in the order of its columns. */
    BulkLoad load(String table);

    /** Runs one of the engine's scripts of internal SQL, {@code derive_sessions} for instance. */
    void script(String name);

    /** @return rows written, 0 for statements that write none */
    long execute(String sql);

    /** Binds the values in order; null, String, Long, Boolean and Instant are known. */
    long execute(String sql, List<?> values);

    /** Inserts into several tables at once. @return rows inserted into each, in the order of the statement */
    default List<Long> insertIntoMany(String sql) {
        return List.of(execute(sql));
    }

    void query(String sql, Consumer<Row> rows);

    /** Keeps the result of a query for this run, under an unqualified name. */
    default void stage(String name, String query) {
        execute("CREATE TEMP TABLE %s AS %s".formatted(name, query));
    }

    /** Keeps a query for this run, under an unqualified name. */
    default void stageView(String name, String query) {
        execute("CREATE TEMP VIEW %s AS %s".formatted(name, query));
    }

    /** @param relation to count rows of, with a condition behind it where not all are wanted */
    default long count(String relation) {
        var count = new long[1];
        query("SELECT count(*) FROM " + relation, row -> count[0] = row.number(1));
        return count[0];
    }

    /** Inserts rows, many in a statement; for the tables that Sluice itself keeps, which are small. */
    default void insert(String table, List<String> columns, List<? extends List<?>> rows) {
        String names = columns.stream().map(dialect()::quote).collect(Collectors.joining(", "));
        String places = "(" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        for (int from = 0; from < rows.size(); from += INSERTED_AT_ONCE) {
            var some = rows.subList(from, Math.min(from + INSERTED_AT_ONCE, rows.size()));
            execute(
                    "INSERT INTO %s (%s) VALUES %s"
                            .formatted(table, names, String.join(", ", Collections.nCopies(some.size(), places))),
                    some.stream().flatMap(List::stream).collect(Collectors.toList()));
        }
    }

    /**
     * Gets hold of tables whose shape is about to change, all at once or none, where the engine would have readers wait
     * for a run that waits for others.
     *
     * @throws WarehouseFailure.Busy where readers do not let go of them
     */
    default void reserve(List<String> tables) {}

    /**
     * Whether shapes of tables commit by themselves, statement by statement, so that a run goes by steps: everything that
     * nobody sees, shapes that readers do not mind, {@link #beginRows}, rows, {@link #commit}, and then {@link
     * #sideBySide} the tables that are replaced.
     */
    default boolean commitsShapes() {
        return false;
    }

    /**
     * Begins the one transaction in which rows of tables change, where shapes commit by themselves; elsewhere the whole
     * run is one.
     *
     * @throws WarehouseFailure.Busy where another run has gone ahead
     */
    default void beginRows() {}

    /**
     * Does pieces of work that do not depend on each other, after the commit; several at a time where that is faster. One
     * that fails does not keep the others from being done.
     *
     * @param work each gets this warehouse, as a session of its own if need be, which is only to be read and written
     * @throws WarehouseFailure of the first that failed, when all are done
     */
    default void sideBySide(List<? extends Consumer<Warehouse>> work) {
        work.forEach(piece -> piece.accept(this));
    }

    /** Makes the run's work durable, but not yet visible to readers where {@link #publish} does that. */
    void commit();

    /**
     * Has {@link #publish} leave nothing of what was deleted in the bytes that readers get, where the engine would keep
     * it in free space.
     */
    default void compact() {}

    /** Shows readers what was committed, in one step; may be repeated. */
    void publish();

    @Override
    void close();

    /**
     * @param logPosition of the last raw event that has landed
     * @param feedPosition up to which users and migrations were read
     */
    record Cursors(long logPosition, long feedPosition) {}

    /** The revision of the snapshot that the last run applied; 0 where none did. */
    long appliedRevision();

    /** The current row of a query; columns count from 1. */
    interface Row {
        String text(int column);

        long number(int column);

        boolean flag(int column);
    }
}
