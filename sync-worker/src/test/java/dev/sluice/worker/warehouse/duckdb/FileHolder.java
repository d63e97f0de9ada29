package dev.sluice.worker.warehouse.duckdb;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Another process that has a DuckDB file open until its input ends. */
final class FileHolder {

    private FileHolder() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        try (var _ = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
            System.out.println("held");
            System.in.read();
        }
    }
}
