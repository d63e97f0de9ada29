package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.warehouse.WarehouseFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The two files of a DuckDB warehouse: one that runs write to, and the published one that readers open. A DuckDB file
 * that one process holds can be opened by no other, so a copy takes the published file's place by an atomic rename at
 * the end of a run: no reader blocks a run, no run a reader.
 */
record DuckDbFiles(Path published) {

    Path working() {
        return sibling(".working");
    }

    Path lock() {
        return sibling(".lock");
    }

    /** Whether any run has written to the warehouse. */
    boolean areThere() {
        return Files.exists(working()) || Files.exists(published);
    }

    /** A lost working file is made again from the published one, which is its copy. @return whether it was */
    boolean recover() {
        try {
            boolean lost = Files.notExists(working()) && Files.exists(published);
            if (lost) {
                replace(published, working());
            }
            return lost;
        } catch (IOException e) {
            throw unusable(working(), e);
        }
    }

    /** Takes back a recovery from a file that turned out not to be ours. */
    void forget() {
        try {
            Files.deleteIfExists(working());
        } catch (IOException e) {
            throw unusable(working(), e);
        }
    }

    /** A copy of the working file that holds what is in its tables, and no free space. */
    Path compacted() {
        return sibling(".compacted");
    }

    /** What a run that died may have left. */
    void discardCompacted() {
        try {
            Files.deleteIfExists(compacted());
        } catch (IOException e) {
            throw unusable(compacted(), e);
        }
    }

    /** The copy is the working file from now on; both hold the same, so it matters to nobody if this is cut short. */
    void adoptCompacted() {
        try {
            Files.move(compacted(), working(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(working(), e);
        }
    }

    /** What readers see, to be looked at beside them; a copy, since what is looked at is written to and given up. */
    Path copyPublished() {
        try {
            Files.copy(published, verified(), StandardCopyOption.REPLACE_EXISTING);
            return verified();
        } catch (IOException e) {
            throw unusable(published, e);
        }
    }

    void discardVerified() {
        try {
            Files.deleteIfExists(verified());
            Files.deleteIfExists(sibling(".verified.wal"));
        } catch (IOException e) {
            throw unusable(verified(), e);
        }
    }

    private Path verified() {
        return sibling(".verified");
    }

    void publish() {
        try {
            replace(working(), published);
        } catch (IOException e) {
            throw unusable(published, e);
        }
    }

    private void replace(Path from, Path to) throws IOException {
        Path copy = sibling(".copying");
        Files.copy(from, copy, StandardCopyOption.REPLACE_EXISTING);
        // On disk before it is seen, or a power loss could leave readers half a file.
        try (var channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(copy, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path sibling(String suffix) {
        return published.resolveSibling(published.getFileName() + suffix);
    }

    private static WarehouseFailure unusable(Path path, IOException cause) {
        return new WarehouseFailure.Unusable("%s cannot be written".formatted(path), cause);
    }
}
