package dev.sluice.local.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the scenarios of {@code src/test/node}, in which SDKs are what they are elsewhere: one Node.js process with one
 * browser, started at the first use; it ends with the test JVM.
 */
final class NodeDriver {

    private static final Path FOLDER = Path.of("src/test/node").toAbsolutePath();
    private static final String ANSWER = "answer ";
    private static final int LONGEST_SECONDS = 90;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedWriter orders;
    private final BufferedReader answers;

    private NodeDriver() {
        install();
        try {
            var process = new ProcessBuilder("node", "driver.mjs")
                    .directory(FOLDER.toFile())
                    .redirectError(Redirect.INHERIT)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
            orders = process.outputWriter();
            answers = process.inputReader();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NodeDriver get() {
        return Holder.DRIVER;
    }

    /** Plays a scenario to its end and gives what it returns; its failure is an {@link AssertionError}. */
    synchronized JsonNode play(String scenario, Map<String, ?> given) {
        try {
            orders.write(JSON.writeValueAsString(Map.of("scenario", scenario, "given", given)));
            orders.newLine();
            orders.flush();
            var answer = CompletableFuture.supplyAsync(this::answer).get(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (answer.has("failure")) {
                throw new AssertionError(scenario + ": " + answer.get("failure").asText());
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(scenario + " did not end", e);
        }
    }

    private JsonNode answer() {
        try {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return JSON.readTree(line.substring(ANSWER.length()));
                }
            }
            throw new IllegalStateException("Node.js has ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What package-lock.json pins, once for all runs; another test JVM that needs it too waits. */
    private static void install() {
        var lockFile = Path.of("target/node-install.lock");
        try (var channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var installed = FOLDER.resolve("node_modules/.package-lock.json");
            var lock = FOLDER.resolve("package-lock.json");
            if (Files.exists(installed)
                    && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
                return;
            }
            var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
                    .directory(FOLDER.toFile())
                    // What runs the tests talks to them over their own input and output.
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.INHERIT)
                    .start();
            if (npm.waitFor() != 0) {
                throw new IllegalStateException("npm ci failed in " + FOLDER);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The end of its orders closes the browser. */
    private static void end(Process process) {
        try {
            process.outputWriter().close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static final class Holder {
        private static final NodeDriver DRIVER = new NodeDriver();
    }
}
