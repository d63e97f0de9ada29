package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import java.sql.Connection;
import java.sql.SQLException;

/** Refuses what DuckDB would convert by itself and Snowflake does not: a text is no VARIANT, nor the other way round. */
record InsertedTypes(Connection connection, StoredObject.Table table, Statement.Insert insert) {

    void refuseOthers() throws SQLException {
        var columns = insert.columns().isEmpty() ? table.columnNames() : insert.columns();
        var given = ResultReader.fields(connection, insert.query().orElseThrow());
        if (given.size() != columns.size()) {
            throw new SnowflakeError(
                    "002020",
                    "21S01",
                    "SQL compilation error:\nInsert value list does not match column list expecting %d but got %d"
                            .formatted(columns.size(), given.size()));
        }
        for (int at = 0; at < columns.size(); at++) {
            var wanted = table.columns().get(columns.get(at)).kind();
            var found = given.get(at).type().kind();
            if (wanted == DataType.Kind.VARIANT && found != wanted
                    || found == DataType.Kind.VARIANT && found != wanted) {
                throw new SnowflakeError(
                        "002023",
                        "22000",
                        "SQL compilation error:\nExpression type does not match column data type, expecting %s but got %s for column %s"
                                .formatted(wanted, found, SchemaName.shown(columns.get(at))));
            }
        }
    }
}
