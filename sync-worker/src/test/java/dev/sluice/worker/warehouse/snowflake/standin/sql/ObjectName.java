package dev.sluice.worker.warehouse.snowflake.standin.sql;

/** A table, view or stage under its full name. */
public record ObjectName(SchemaName schema, String name) {

    @Override
    public String toString() {
        return schema + "." + SchemaName.shown(name);
    }
}
