package dev.sluice.worker.plan;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The few questions in which the engines' SQL differs. */
public interface Dialect {

    /** Whole microseconds, which is what every engine keeps. */
    DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    /** The only place where an identifier gets its quotes. */
    default String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    String type(ColumnType type);

    /** An expression for a custom property of the raw row {@code alias}, cast to the type; null when absent. */
    String property(String alias, String storedName, ColumnType type);

    /** Custom properties as raw rows hold them, from an expression for the JSON text as which they are loaded. */
    String properties(String json);

    /** An expression by which custom properties are equal when they are the same, whatever order they are in. */
    default String comparable(String properties) {
        return properties;
    }

    /** A literal of a text, whatever is in it. */
    String text(String value);

    /** A literal of a timestamp. */
    default String instant(Instant instant) {
        return "TIMESTAMP '%s'".formatted(INSTANT.format(instant));
    }

    /** An expression for a timestamp as ISO-8601 text in UTC. */
    String instantText(String timestamp);

    /** A select item that yields a row for each stored name among the custom properties of the raw row {@code alias}. */
    String storedNames(String alias);

    /** What {@link #storedNames} needs behind the relations that are selected from; most engines need nothing. */
    default String besideStoredNames(String alias) {
        return "";
    }

    /** A condition that the raw row {@code alias} carries any custom property. */
    String carriesAny(String alias);

    /** Whether many tables can be inserted into by one statement, which then reads its rows once. */
    default boolean insertsIntoMany() {
        return false;
    }

    /** Whether a bound that stands in a statement spares the engine the rows of other times. */
    default boolean looksByTime() {
        return false;
    }

    /** Makes a table with nothing in it. */
    default String createTable(String table, String columns) {
        return "CREATE TABLE %s (%s)".formatted(table, columns);
    }

    /** Makes a table of the result of a query. */
    default String createTableOf(String table, String query) {
        return "CREATE TABLE %s AS %s".formatted(table, query);
    }

    /** Statements behind the making of a table, so that runs find its rows by their keys; none where the engine needs none. */
    List<String> index(String table, List<String> keys);

    /** Puts the result of a query in the place of a table, in one step for readers; what depends on the table stays. */
    Sql replaceTable(String table, String query);

    default List<String> replaceView(String view, String query) {
        return List.of("CREATE OR REPLACE VIEW %s AS %s".formatted(view, query));
    }

    /**
     * Values already there are taken from the raw rows again where they become texts: a cast back from the old type would
     * not be the text that was sent.
     */
    List<String> widenColumn(Widening widening);
}
