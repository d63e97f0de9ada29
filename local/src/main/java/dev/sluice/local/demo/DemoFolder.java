package dev.sluice.local.demo;

import dev.sluice.local.console.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where a demo happens: a folder of its own that vanishes with it, or one that is kept. */
record DemoFolder(Path path, boolean kept) implements AutoCloseable {

    static DemoFolder temporary() {
        try {
            return new DemoFolder(Files.createTempDirectory("sluice-demo"), false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of the demo hold only where nothing was before. */
    static DemoFolder kept(Path path) {
        try {
            Files.createDirectories(path);
            try (var there = Files.list(path)) {
                if (there.findAny().isPresent()) {
                    throw new CommandFailure("%s is not empty; the demo needs a fresh folder".formatted(path));
                }
            }
            return new DemoFolder(path.toAbsolutePath().normalize(), true);
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be used: %s".formatted(path, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        if (kept) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
