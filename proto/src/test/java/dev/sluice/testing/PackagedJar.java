package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service as it is shipped, in a process of its own with a small heap; it ends with {@link #close} or this JVM. */
public final class PackagedJar implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path built;
    private final int http = freePort();
    private final int grpc = freePort();
    private final int management = freePort();
    private final Process process;
    private final Thread hook;

    private PackagedJar(Path built, String jdbcUrl, Map<String, String> settings, List<String> options) {
        this.built = built;
        process = run(command(jdbcUrl, settings, options));
        hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Returns when it answers.
     *
     * @param ofModule a test class of the module whose service it is
     * @param options of its JVM that its image has
     */
    public static PackagedJar start(
            Class<?> ofModule, String jdbcUrl, Map<String, String> settings, String... options) {
        var jar = new PackagedJar(built(ofModule), jdbcUrl, settings, List.of(options));
        try {
            jar.awaitReady();
            return jar;
        } catch (RuntimeException e) {
            jar.close();
            throw e;
        }
    }

    public int http() {
        return http;
    }

    public int grpc() {
        return grpc;
    }

    /** What the service holds on to, after a full collection. */
    public long liveHeapBytes() {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
            var answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            var total = answer.substring(answer.lastIndexOf('\n') + 1).split("\\s+");
            return Long.parseLong(total[2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the midst of whatever it does; whoever waits for its answer is left without one. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** Its gRPC server answers before its tables are made, its health only after. */
    private void awaitReady() {
        var question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(management)))
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var asking =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (!ready(asking, question)) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("the service does not start; see target/packaged-service.log");
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean ready(HttpClient asking, HttpRequest question) throws InterruptedException {
        try {
            return asking.send(question, BodyHandlers.discarding()).statusCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> command(String jdbcUrl, Map<String, String> settings, List<String> options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dquarkus.http.port=" + http,
                "-Dquarkus.grpc.server.port=" + grpc,
                "-Dquarkus.management.port=" + management,
                "-Dquarkus.datasource.jdbc.url=" + jdbcUrl,
                "-Dquarkus.datasource.username=postgres",
                "-Dquarkus.datasource.password=postgres"));
        command.addAll(options);
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(
                List.of("-jar", built.resolve("quarkus-app/quarkus-run.jar").toString()));
        return command;
    }

    private Process run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(
                            built.resolve("packaged-service.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the module is built, from wherever this is run. */
    private static Path built(Class<?> ofModule) {
        try {
            var classes = ofModule.getProtectionDomain().getCodeSource();
            return Path.of(classes.getLocation().toURI()).getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
