package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The PostgreSQL of a local Sluice; its data stays in the folder from one start to the next. */
final class Database implements AutoCloseable {

    /** The superuser, and the database of the same name. */
    static final String OWNER = "postgres";

    private static final Duration START = Duration.ofSeconds(60);

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** @param port on which it listens, on the loopback address only */
    static Database start(StackFolder folder, int port) {
        var log = Redirect.appendTo(folder.databaseLog().toFile());
        try {
            return new Database(EmbeddedPostgres.builder()
                    .setDataDirectory(folder.data())
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START)
                    .setPort(port)
                    // The builder is meant for tests and switches these off; what is acknowledged must be kept.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start; see " + folder.databaseLog(), e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(Address.HOST, postgres.getPort(), OWNER);
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a server that a killed launcher left behind, and removes the note that would stop the next one. */
    static void endLeftover(StackFolder folder) {
        var note = folder.data().resolve("postmaster.pid");
        try {
            if (Files.exists(note)) {
                leftover(Files.readAllLines(note)).ifPresent(Termination::end);
                Files.deleteIfExists(note);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The note's first line is the process id, its third the start in seconds. */
    private static Optional<ProcessHandle> leftover(List<String> note) {
        if (note.size() < 3) {
            return Optional.empty();
        }
        var started = Instant.ofEpochSecond(Long.parseLong(note.get(2).strip()));
        return new ProcessRecord("postgresql", Long.parseLong(note.getFirst().strip()), started.toEpochMilli())
                .running();
    }
}
