package dev.sluice.worker.warehouse.snowflake.standin.sql;

/** What a statement or a login is refused with: Snowflake's code and state, and a text like its own. */
public final class SnowflakeError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final String state;

    public SnowflakeError(String code, String state, String message) {
        super(message);
        this.code = code;
        this.state = state;
    }

    public String code() {
        return code;
    }

    public String state() {
        return state;
    }

    static SnowflakeError compilation(String code, String state, String message) {
        return new SnowflakeError(code, state, "SQL compilation error:\n" + message);
    }

    public static SnowflakeError syntax(Token unexpected) {
        return compilation(
                "001003",
                "42000",
                "syntax error line 1 at position %d unexpected '%s'."
                        .formatted(unexpected.position(), unexpected.raw()));
    }

    /** What this stand-in does not know, though Snowflake may. */
    public static SnowflakeError unsupported(String what) {
        return compilation("000002", "0A000", "Unsupported feature '%s'.".formatted(what));
    }

    public static SnowflakeError unknownFunction(String name) {
        return compilation("002140", "42601", "Unknown function " + name);
    }

    public static SnowflakeError invalidIdentifier(String name) {
        return compilation("000904", "42000", "error line 1 at position 0\ninvalid identifier '%s'".formatted(name));
    }

    /** @param kind as Snowflake names it: Object, Table, View, Stage */
    public static SnowflakeError noSuchObject(String kind, Object name) {
        return compilation("002003", "42S02", "%s '%s' does not exist or not authorized.".formatted(kind, name));
    }

    /** @param kind Schema or Database, for which the state is another than for a table */
    public static SnowflakeError noSuchPlace(String kind, Object name) {
        return compilation("002003", "02000", "%s '%s' does not exist or not authorized.".formatted(kind, name));
    }

    public static SnowflakeError cannotUse() {
        return compilation("002043", "02000", "Object does not exist, or operation cannot be performed.");
    }

    public static SnowflakeError alreadyExists(Object name) {
        return compilation("002002", "42710", "Object '%s' already exists.".formatted(name));
    }

    public static SnowflakeError otherWidth(ObjectName view, int declared, int found) {
        return compilation(
                "002057",
                "42601",
                "View definition for '%s.%s.%s' declared %d column(s), but view query produces %d column(s)."
                        .formatted(view.schema().database(), view.schema().schema(), view.name(), declared, found));
    }

    public static SnowflakeError otherKind(String found, String wanted) {
        return compilation(
                "002203", "42809", "Object found is of type '%s', not specified type '%s'.".formatted(found, wanted));
    }

    public static SnowflakeError insufficientPrivileges(String kind, Object name) {
        return new SnowflakeError(
                "003001",
                "42501",
                "SQL access control error:\nInsufficient privileges to operate on %s '%s'".formatted(kind, name));
    }

    public static SnowflakeError noDatabase(String statement) {
        return new SnowflakeError(
                "090105",
                "22000",
                ("Cannot perform %s. This session does not have a current database."
                                + " Call 'USE DATABASE', or use a qualified name.")
                        .formatted(statement));
    }

    public static SnowflakeError noSchema(String statement) {
        return new SnowflakeError(
                "090106",
                "22000",
                ("Cannot perform %s. This session does not have a current schema."
                                + " Call 'USE SCHEMA', or use a qualified name.")
                        .formatted(statement));
    }

    public static SnowflakeError noWarehouse() {
        return new SnowflakeError(
                "000606",
                "57P03",
                "No active warehouse selected in the current session."
                        + " Select an active warehouse with the 'use warehouse' command.");
    }

    public static SnowflakeError suspended(String warehouse) {
        return new SnowflakeError(
                "000608",
                "57014",
                "Warehouse '%s' is suspended. Use 'alter warehouse %s resume;' command if you need to use it again."
                        .formatted(warehouse, warehouse));
    }

    public static SnowflakeError lockTimeout(Object table) {
        return new SnowflakeError(
                "000625",
                "57014",
                "Statement has locked table '%s' in another transaction and this lock has not yet been released."
                        .formatted(table));
    }

    public static SnowflakeError canceled() {
        return new SnowflakeError("000604", "57014", "SQL execution canceled");
    }
}
