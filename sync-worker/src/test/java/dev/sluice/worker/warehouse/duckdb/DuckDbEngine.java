package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Meter;
import dev.sluice.worker.warehouse.Scripts;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.AnswerText;
import dev.sluice.worker.warehouse.contract.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A DuckDB file in a folder of its own, and whoever opens the published one. */
final class DuckDbEngine implements Engine {

    /** What DuckDB calls the database of a file that is opened directly. */
    private static final String DATABASE = "shop";

    private final Path folder;

    DuckDbEngine() {
        try {
            folder = Files.createTempDirectory("warehouse");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve(DATABASE + ".duckdb");
    }

    @Override
    public Target.DuckDb target() {
        return new Target.DuckDb(file(), Optional.empty());
    }

    @Override
    public int longestName() {
        return 255;
    }

    @Override
    public Warehouse open(Layout layout) {
        return DuckDbWarehouse.open(file(), layout);
    }

    @Override
    public Warehouse openForPlanning(Layout layout) {
        return DuckDbWarehouse.openForPlanning(file(), layout);
    }

    @Override
    public Warehouse openPublished(Layout layout) {
        return DuckDbWarehouse.openPublished(target(), layout, new Meter());
    }

    /**
     * Attached, since within a process all who open a file directly share what the first of them sees. Where nothing was
     * published, there is nothing to see.
     */
    @Override
    public List<List<String>> read(String sql) {
        try (var connection = connect("");
                var statement = connection.createStatement()) {
            if (Files.exists(file())) {
                statement.execute("ATTACH '%s' AS %s (READ_ONLY)".formatted(file(), DATABASE));
                statement.execute("USE " + DATABASE);
            }
            try (var rows = statement.executeQuery(sql)) {
                return AnswerText.of(rows);
            }
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    @Override
    public void execute(String sql) {
        try (var connection = connect(file().toString());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    private static Connection connect(String database) throws SQLException {
        return new DuckDBDriver().connect("jdbc:duckdb:" + database, new Properties());
    }

    @Override
    public List<String> rows(Warehouse warehouse, String query) {
        var rows = new ArrayList<String>();
        warehouse.query("SELECT r::VARCHAR FROM (%s) AS r ORDER BY 1".formatted(query), row -> rows.add(row.text(1)));
        return rows;
    }

    /** Every run replaces the file that people can write to; only their views are brought over. */
    @Override
    public boolean holdsTablesOfPeople() {
        return false;
    }

    @Override
    public String nextOf(String sequence) {
        return "nextval('%s')".formatted(sequence);
    }

    @Override
    public Optional<String> refusalOfOutdatedViews() {
        return Optional.empty();
    }

    @Override
    public Engine fresh() {
        return new DuckDbEngine();
    }

    @Override
    public Engine copy() {
        var copy = new DuckDbEngine();
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.copy(file, copy.folder.resolve(file.getFileName()));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> script(String name, Layout layout) {
        return Scripts.statements(DuckDbWarehouse.class, name, '"' + layout.rawSchema() + '"');
    }

    @Override
    public Runnable lifeline(Warehouse warehouse) {
        return warehouse::close;
    }

    @Override
    public void close() {
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
