package dev.sluice.worker.warehouse;

import java.nio.file.Path;

/** Where a warehouse is. */
public sealed interface Target {

    record DuckDb(Path path) implements Target {}
}
