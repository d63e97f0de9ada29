package dev.sluice.worker.warehouse.snowflake.standin.sql;

/** A schema under its full name. */
public record SchemaName(String database, String schema) {

    public ObjectName object(String name) {
        return new ObjectName(this, name);
    }

    @Override
    public String toString() {
        return shown(database) + "." + shown(schema);
    }

    /** As Snowflake shows a name: in quotes where it needs them. */
    public static String shown(String name) {
        return name.matches("[A-Z_][A-Z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
