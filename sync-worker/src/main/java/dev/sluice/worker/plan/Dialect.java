package dev.sluice.worker.plan;

import java.time.Instant;
import java.util.List;

/** The few questions in which the engines' SQL differs. */
public interface Dialect {

    /** The only place where an identifier gets its quotes. */
    String quote(String identifier);

    String type(ColumnType type);

    /** An expression for a custom property of the raw row {@code alias}, cast to the type; null when absent. */
    String property(String alias, String storedName, ColumnType type);

    /** A literal of a text, whatever is in it. */
    String text(String value);

    /** A literal of a timestamp. */
    String instant(Instant instant);

    /** An expression for a timestamp as ISO-8601 text in UTC. */
    String instantText(String timestamp);

    /** A select item that yields a row for each stored name among the custom properties of the raw row {@code alias}. */
    String storedNames(String alias);

    /** A condition that the raw row {@code alias} carries any custom property. */
    String carriesAny(String alias);

    /** One atomic statement that puts the result of a query in the place of a table. */
    List<String> replaceTable(String table, String query);

    List<String> replaceView(String view, String query);

    List<String> widenColumn(String table, Column actual, Column desired);
}
