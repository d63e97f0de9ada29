package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.warehouse.WarehouseFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second run off a warehouse's files from before one opens them until it is done. DuckDB's own lock does so only
 * while it has a file open, so a run that stalls while the file is copied for readers could copy what another has half
 * written. The lock is of an empty file that stays; it goes with the process.
 */
final class DuckDbLock implements AutoCloseable {

    /** Of this process. To open the file a second time and close it would let go of the first one's lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DuckDbLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws WarehouseFailure.Busy where another run has it, of this process or another */
    static DuckDbLock take(DuckDbFiles files) {
        var file = files.lock().toAbsolutePath().normalize();
        if (!HELD.add(file)) {
            throw busy(files);
        }
        try {
            return new DuckDbLock(file, locked(file, files));
        } catch (RuntimeException e) {
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel locked(Path file, DuckDbFiles files) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw DuckDbErrors.cannotOpen(files.published(), e);
        }
        throw busy(files);
    }

    private static WarehouseFailure.Busy busy(DuckDbFiles files) {
        return new WarehouseFailure.Busy("another run writes to the DuckDB file %s".formatted(files.published()), null);
    }

    /** May be done again. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.close();
                HELD.remove(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
