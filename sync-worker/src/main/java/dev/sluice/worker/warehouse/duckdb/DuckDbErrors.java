package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.warehouse.WarehouseFailure;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** Says what DuckDB's errors mean; it has no codes, so the beginning of the text must do. */
final class DuckDbErrors {

    /** Any statement would meet it. */
    private static final Pattern OF_THE_ENGINE = Pattern.compile(
            "^(IO|Out of Memory|FATAL|INTERNAL|TransactionContext) Error|[Cc]onnection was closed|[Cc]losed connection");

    private DuckDbErrors() {}

    static WarehouseFailure opening(Path path, SQLException error) {
        String text = String.valueOf(error.getMessage());
        if (text.contains("Could not set lock")) {
            return new WarehouseFailure.Busy(
                    "the DuckDB file %s is held by another process; close it there and run again".formatted(path),
                    error);
        }
        if (text.contains("not a valid DuckDB database")) {
            return new WarehouseFailure.Unusable("%s is not a DuckDB database".formatted(path), error);
        }
        return cannotOpen(path, error);
    }

    static WarehouseFailure.Unusable cannotOpen(Path path, Exception error) {
        return new WarehouseFailure.Unusable(
                "the DuckDB file %s cannot be opened; check that its folder exists and can be written".formatted(path),
                error);
    }

    static WarehouseFailure statement(SQLException error) {
        String firstLine =
                String.valueOf(error.getMessage()).lines().findFirst().orElse("no message");
        return OF_THE_ENGINE.matcher(firstLine).find()
                ? new WarehouseFailure.Unusable("DuckDB did not go on: " + firstLine, error)
                : new WarehouseFailure.Statement("DuckDB refused a statement: " + firstLine, error);
    }
}
