package dev.sluice.worker.eventlog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL that can be killed, and started again on what it left behind. */
public final class KillablePostgres implements AutoCloseable {

    private final Path directory;
    private final int port;
    private EmbeddedPostgres postgres;

    private KillablePostgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** @param directory an empty one, for its data */
    public static KillablePostgres start(Path directory) throws IOException {
        var server = new KillablePostgres(directory, freePort());
        server.startAgain();
        return server;
    }

    public String jdbcUrl() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    /** The server and all that it was doing for its clients. */
    public void kill() throws IOException {
        var pid = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).getFirst());
        var postmaster = ProcessHandle.of(pid).orElseThrow();
        var children = postmaster.children().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        children.forEach(child -> child.onExit().join());
        // Lets go of the data directory; there is no server any more that it could stop.
        postgres.close();
    }

    public void startAgain() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
