package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What names and context functions of a statement mean in its session, or in the schema of a view. */
public interface Surroundings {

    /** @param name up to three parts: database, schema, name */
    Relation relation(List<String> name);

    /** The full name of a table, view or stage, whether or not there is one. */
    ObjectName object(List<String> name);

    /** The full name of a schema, whether or not there is one. */
    SchemaName schema(List<String> name);

    /** What DuckDB calls a table. */
    String duckDb(ObjectName table);

    /** The answer of {@code CURRENT_ROLE()} and its like; nothing inside for one that has none at present. */
    Optional<String> context(String function);

    /** Whether the session's role is another, or has it. */
    boolean holdsRole(String name);

    /** What names mean within a view that is about to be made. */
    Surroundings within(ObjectName view);

    /** The value of a session variable, as DuckDB's literal. */
    String variable(String name);

    /** Something to select from. */
    sealed interface Relation {

        /** @param duckDb its full name in DuckDB */
        record Stored(String duckDb) implements Relation {}

        /** @param query in DuckDB's SQL */
        record Inlined(String query) implements Relation {}

        /**
         * @param body Snowflake's SQL, to be read with the names of the view's own schema
         * @param check refuses the body, in DuckDB's SQL, where it no longer has the columns that the view had
         */
        record View(String body, List<String> columns, Surroundings surroundings, Consumer<String> check)
                implements Relation {}
    }
}
