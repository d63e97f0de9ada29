package dev.sluice.worker.bench;

import static dev.sluice.worker.bench.Comparison.timed;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.duckdb.DuckDbWarehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** DuckDB, with a file for each database. */
final class DuckDbBench implements BenchEngine {

    private final Path folder;

    DuckDbBench() {
        try {
            folder = Files.createTempDirectory("sluice-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "DuckDB";
    }

    private Path file(String database) {
        return folder.resolve(database + ".duckdb");
    }

    @Override
    public Target target(String database) {
        return new Target.DuckDb(file(database), Optional.empty());
    }

    @Override
    public Warehouse open(String database, Layout layout) {
        return DuckDbWarehouse.open(file(database), layout);
    }

    @Override
    public void drop(String database) {
        try {
            Files.deleteIfExists(folder.resolve(database + ".duckdb.working"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String fastestLoad() {
        return "the appender into a plain table of the same columns";
    }

    @Override
    public double load(String database, Layout layout, List<List<?>> rows) {
        try (var warehouse = open(database, layout)) {
            return timed(() -> {
                try (var load = warehouse.load(Staging.LANDED_EVENTS)) {
                    rows.forEach(load::add);
                }
                warehouse.execute("CREATE TABLE plain AS SELECT * FROM landed_events");
                warehouse.commit();
            });
        }
    }

    @Override
    public List<String> replace(String table, String query) {
        return List.of("CREATE OR REPLACE TABLE %s AS %s".formatted(table, query));
    }

    @Override
    public String meets(String text, String expression) {
        return "regexp_matches(%s, '%s')".formatted(text, expression);
    }

    @Override
    public String number(String property) {
        return "TRY_CAST(r.properties['%s'] AS DOUBLE)".formatted(property);
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
