package dev.sluice.local.stack;

import dev.sluice.local.client.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything of one local Sluice stands: data, logs, warehouse and the record of what runs. */
public record StackFolder(Path root) {

    /** Beside the sources, so that the same data is found from wherever the command is called. */
    public static final String DEFAULT_NAME = ".sluice";

    public StackFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path data() {
        return root.resolve("postgresql");
    }

    Path state() {
        return root.resolve("state.json");
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path writeKey() {
        return root.resolve("write-key");
    }

    public Path log(Service service) {
        return logs().resolve(service.module() + ".log");
    }

    Path databaseLog() {
        return logs().resolve("postgresql.log");
    }

    Path logs() {
        return root.resolve("logs");
    }

    /**
     * The published file of the default warehouse. Not named after the environment: DuckDB takes the file's name for
     * the catalog's, and a catalog named like its schema makes {@code main_production.users} ambiguous.
     */
    public Path warehouse() {
        return root.resolve("warehouse").resolve("local.duckdb");
    }

    void create() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(warehouse().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
