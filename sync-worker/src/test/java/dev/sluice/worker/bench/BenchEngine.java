package dev.sluice.worker.bench;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/** An engine to be timed, and what an expert would do with it by hand. */
interface BenchEngine extends AutoCloseable {

    /** As people call it. */
    String name();

    Target target(String database);

    /** For a run. */
    Warehouse open(String database, Layout layout);

    /** Takes a database away, so that the next one of the name begins empty. */
    void drop(String database);

    /** How its fastest way in is called, into a plain table. */
    String fastestLoad();

    /** Loads rows that way. @return seconds */
    double load(String database, Layout layout, List<List<?>> rows);

    /** Statements that put the result of a query in the place of an event table. */
    List<String> replace(String table, String query);

    /** A condition that a text meets a regular expression. */
    String meets(String text, String expression);

    /** A custom property of the row {@code r} as a number. */
    String number(String property);

    @Override
    void close();
}
