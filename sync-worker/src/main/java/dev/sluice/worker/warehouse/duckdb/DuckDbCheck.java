package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.SomeNames;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.Passed;
import dev.sluice.worker.warehouse.WarehouseReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * Tests whether runs can write a DuckDB file. It looks at the published file alone: the one that runs work on may be open
 * in this very process, where to close it a second time would let go of the lock that keeps others out.
 */
public final class DuckDbCheck {

    private static final String FOLDER = "folder";
    private static final String FILE = "file";
    private static final String OWN_FILE = "register a file of its own";

    private static final String HAS_SCHEMA =
            "SELECT schema_name FROM duckdb_schemas() WHERE database_name = %s AND schema_name = %s";
    private static final String SOME_TABLES = """
            SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = %s
            ORDER BY ALL LIMIT %d""";

    private final DuckDbFiles files;
    private final Layout layout;

    public DuckDbCheck(Path path, Layout layout) {
        this.files = new DuckDbFiles(path);
        this.layout = layout;
    }

    public WarehouseReport report() {
        var folder = folder(files.published().getParent());
        return folder instanceof Passed
                ? new WarehouseReport(List.of(folder, file(files.published())))
                : WarehouseReport.cut(List.of(folder), List.of(FILE));
    }

    private static WarehouseCheck folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Failed(FOLDER, "there is no folder %s".formatted(folder), "make it", List.of());
        }
        return Files.isWritable(folder)
                ? new Passed(FOLDER, "%s can be written".formatted(folder))
                : new Failed(
                        FOLDER,
                        "the worker may not write to %s".formatted(folder),
                        "let its user write there",
                        List.of());
    }

    private WarehouseCheck file(Path file) {
        if (Files.isDirectory(file)) {
            return new Failed(FILE, "%s is a folder".formatted(file), OWN_FILE, List.of());
        }
        if (Files.notExists(file)) {
            return new Passed(
                    FILE,
                    Files.exists(files.working())
                            ? "a run has begun %s and not shown it yet".formatted(file)
                            : "%s is not there yet; the first run makes it".formatted(file));
        }
        try (var connection = DuckDbConnections.openToRead(file.toString())) {
            return ownership(file, connection);
        } catch (SQLException e) {
            return Failed.with(FILE, DuckDbErrors.opening(file, e), List.of());
        }
    }

    private WarehouseCheck ownership(Path file, DuckDBConnection connection) throws SQLException {
        var database = DuckDbDialect.literal(DuckDbConnections.ATTACHED);
        var raw = DuckDbDialect.literal(layout.rawSchema());
        if (!texts(connection, HAS_SCHEMA.formatted(database, raw)).isEmpty()) {
            return new Passed(FILE, "%s holds what earlier runs made for %s".formatted(file, layout.schema()));
        }
        var tables = texts(connection, SOME_TABLES.formatted(database, SomeNames.ASKED));
        return new Failed(
                FILE,
                "%s holds a database that Sluice did not make for %s%s"
                        .formatted(file, layout.schema(), tables.isEmpty() ? "" : ", with " + SomeNames.of(tables)),
                OWN_FILE,
                List.of());
    }

    private static List<String> texts(DuckDBConnection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
