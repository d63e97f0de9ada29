package dev.sluice.local.harness;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Environments;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Output;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.local.stack.Home;
import dev.sluice.local.stack.LocalStack;
import dev.sluice.local.stack.StackFolder;
import dev.sluice.local.stack.TestPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The whole of Sluice for end-to-end tests: the packaged services on free ports, started at the first use and stopped
 * with the test JVM. Tests share it and keep apart by each having an environment of its own.
 */
public final class Stack {

    private static final String STAGE = "test";

    private final StackFolder folder;
    private final LocalStack running;
    private final SluiceClient client;

    private Stack() {
        folder = new StackFolder(temporaryFolder());
        var output = new Output(new PrintWriter(System.out, true, StandardCharsets.UTF_8), false);
        running = LocalStack.start(Home.find(), folder, TestPorts.unused(), output);
        client = new SluiceClient(running.state().addresses());
    }

    public static Stack get() {
        return Holder.STACK;
    }

    /** The blocking stubs of all services. */
    public SluiceClient client() {
        return client;
    }

    public Address address(Service service) {
        return running.state().addresses().get(service);
    }

    /** The command line that the worker was started with. */
    public List<String> workerCommand() {
        return running.command(Service.WORKER);
    }

    /** What a service has printed. */
    public Path log(Service service) {
        return folder.log(service);
    }

    /** A path of capture's HTTP front: {@code /v1/batch}. */
    public URI capture(String path) {
        return running.state().capture(path);
    }

    /** For commands: {@code --dir} of the shared stack. */
    public String dir() {
        return folder.root().toString();
    }

    /** An environment that nobody else uses, with a DuckDB warehouse. */
    public EnvironmentAccess newEnvironment() {
        var name = "e" + UUID.randomUUID().toString().replace("-", "");
        return new Environments(client)
                .ensure(name, STAGE, name, folder.root().resolve("warehouse/" + name + ".duckdb"));
    }

    /** Of the database that the services share, which is a warehouse too where a test registers it. */
    public String databaseUrl() {
        String setting = "-Dquarkus.datasource.jdbc.url=";
        return workerCommand().stream()
                .filter(argument -> argument.startsWith(setting))
                .map(argument -> argument.substring(setting.length()))
                .findFirst()
                .orElseThrow();
    }

    /** The published file of an environment's warehouse, opened to read. */
    public PublishedFile open(EnvironmentAccess access) {
        return PublishedFile.open(access.warehouseFile(), access.environment());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "stack");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {
        private static final Stack STACK = new Stack();
    }
}
