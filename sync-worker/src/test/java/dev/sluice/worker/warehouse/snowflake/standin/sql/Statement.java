package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every form of statement that is taken, read and in DuckDB's SQL where it is one that DuckDB runs. */
public sealed interface Statement {

    /** Rows for who asked. */
    record Query(String sql) implements Statement {}

    /** What changes rows, within the transaction if one is open. */
    sealed interface Change extends Statement {}

    /** @param query what is inserted, to look at its types; nothing inside for a list of values */
    record Insert(ObjectName table, List<String> columns, Optional<String> query, String sql) implements Change {}

    /** @param source the query whose rows are spread */
    record InsertAll(String source, List<Into> into) implements Change {

        /** @param condition in terms of the source's columns */
        public record Into(ObjectName table, String condition, String columns, String values) {}
    }

    record Update(ObjectName table, String sql) implements Change {}

    record Delete(ObjectName table, String sql) implements Change {}

    record Merge(ObjectName table, boolean inserts, boolean updates, boolean deletes, String sql) implements Change {}

    record Truncate(ObjectName table, boolean ifExists) implements Change {}

    record Copy(
            ObjectName table, List<String> columns, StagePath from, List<String> files, CsvFormat format, boolean purge)
            implements Change {}

    record Begin() implements Statement {}

    record Commit() implements Statement {}

    record Rollback() implements Statement {}

    /** What commits an open transaction, and then itself. */
    sealed interface Definition extends Statement {}

    record CreateSchema(SchemaName schema, Flags flags, Optional<SchemaName> source) implements Definition {}

    record DropSchema(SchemaName schema, boolean ifExists) implements Definition {}

    record CreateTable(ObjectName table, Flags flags, List<Column> columns) implements Definition {}

    record CreateTableAs(ObjectName table, Flags flags, String query) implements Definition {}

    record CloneTable(ObjectName table, Flags flags, ObjectName source) implements Definition {}

    /** @param body as it was written, to be read again wherever the view is used */
    record CreateView(ObjectName view, Flags flags, String body, String query) implements Definition {}

    record AddColumns(ObjectName table, boolean ifNotExists, List<Column> columns) implements Definition {}

    record DropColumns(ObjectName table, boolean ifExists, List<String> columns) implements Definition {}

    record RenameTable(ObjectName table, ObjectName name) implements Definition {}

    record SwapTables(ObjectName table, ObjectName other) implements Definition {}

    record DropTable(ObjectName table, boolean ifExists) implements Definition {}

    record DropView(ObjectName view, boolean ifExists) implements Definition {}

    record CreateStage(ObjectName stage, Flags flags) implements Definition {}

    record CreateSequence(ObjectName sequence, long start) implements Definition {}

    record DropStage(ObjectName stage, boolean ifExists) implements Definition {}

    record Grant(List<String> privileges, Securable on, String role, boolean granted) implements Definition {}

    /** @param user whether it is given to a user, not to a role */
    record GrantRole(String role, String to, boolean user) implements Definition {}

    record Put(String source, StagePath to, Map<String, String> options) implements Statement {}

    record ListStage(StagePath path) implements Statement {}

    record Remove(StagePath path) implements Statement {}

    record Use(String kind, List<String> name) implements Statement {}

    /** @param values of the parameters that are set; null for one that is unset */
    record AlterSession(Map<String, String> values) implements Statement {}

    /** @param query for the one value of a session variable */
    record SetVariable(String name, String query) implements Statement {}

    record ShowGrants(Securable on) implements Statement {}

    record ShowSchemas(Optional<String> like, Optional<String> database) implements Statement {}

    record ShowWarehouses(Optional<String> like) implements Statement {}

    record ShowTables(Optional<String> like, Optional<SchemaName> schema) implements Statement {}

    record Column(String name, DataType type) {}

    /** The words around CREATE. */
    record Flags(boolean orReplace, boolean temporary, boolean isTransient, boolean ifNotExists, boolean copyGrants) {}

    /** What privileges are for. */
    sealed interface Securable {

        record Table(ObjectName name) implements Securable {}

        record View(ObjectName name) implements Securable {}

        record Schema(SchemaName name) implements Securable {}

        record Database(String name) implements Securable {}

        record VirtualWarehouse(String name) implements Securable {}
    }
}
