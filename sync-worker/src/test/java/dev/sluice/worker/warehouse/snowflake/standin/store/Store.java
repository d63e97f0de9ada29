package dev.sluice.worker.warehouse.snowflake.standin.store;

import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;

/** Everything that one stand-in keeps: its rows in DuckDB, its catalog, its account, and the folder of its stages. */
public final class Store implements AutoCloseable {

    private final Engine engine;
    private final Catalog catalog;
    private final Account account;
    private final TableLocks locks = new TableLocks();
    private final AtomicLong commits = new AtomicLong();
    private final Path folder;

    private Store(Engine engine, Account account) {
        this.engine = engine;
        this.catalog = new Catalog(engine.database());
        this.account = account;
        try {
            this.folder = Files.createTempDirectory("snowflake-stand-in");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Store empty() {
        return new Store(Engine.start(), new Account());
    }

    public Engine engine() {
        return engine;
    }

    public Catalog catalog() {
        return catalog;
    }

    public Account account() {
        return account;
    }

    public TableLocks locks() {
        return locks;
    }

    /** How often anything was committed: what is older than this may have to be looked at anew. */
    public AtomicLong commits() {
        return commits;
    }

    /** Runs a definition in DuckDB, outside of any session. */
    public void define(String sql) {
        engine.execute(sql);
    }

    /** A new folder for a stage's files. */
    public Path newStage() {
        try {
            return Files.createTempDirectory(folder, "stage");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is committed, once more; nothing that happens to one is seen in the other. Staged files are left out. */
    public Store copy() {
        var copy = new Store(engine.beside(), account.copy());
        catalog.read(databases -> {
            databases.forEach((database, schemas) -> {
                copy.catalog.addDatabase(database);
                schemas.forEach((name, schema) -> copy.add(new SchemaName(database, name), schema));
            });
            return null;
        });
        for (var table : catalog.tables()) {
            engine.execute("CREATE TABLE %s AS FROM %s".formatted(copy.catalog.duckDb(table), catalog.duckDb(table)));
        }
        return copy;
    }

    private void add(SchemaName name, StoredSchema schema) {
        define("CREATE SCHEMA " + catalog.duckDb(name));
        var added = new StoredSchema(schema.owner(), schema.isTransient());
        added.grants().addAll(schema.grants());
        schema.objects().forEach((object, stored) -> added.objects().put(object, stored.copy()));
        schema.stages().forEach((stage, files) -> added.stages().put(stage, newStage()));
        catalog.put(name, added);
    }

    @Override
    public void close() {
        engine.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
