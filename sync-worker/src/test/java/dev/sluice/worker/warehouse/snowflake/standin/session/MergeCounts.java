package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.sql.Connection;
import java.sql.SQLException;

/** How many rows a MERGE inserted, updated and deleted. */
record MergeCounts(long inserted, long updated, long deleted) {

    static MergeCounts of(Connection connection, String sql) throws SQLException {
        long[] counts = new long[3];
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql + " RETURNING merge_action")) {
            while (rows.next()) {
                switch (rows.getString(1)) {
                    case "INSERT" -> counts[0]++;
                    case "UPDATE" -> counts[1]++;
                    case "DELETE" -> counts[2]++;
                    default -> throw SnowflakeError.unsupported(rows.getString(1));
                }
            }
        }
        return new MergeCounts(counts[0], counts[1], counts[2]);
    }
}
