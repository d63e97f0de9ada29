package dev.sluice.local.reachability;

import dev.sluice.local.client.Service;
import dev.sluice.local.console.Silent;
import dev.sluice.local.stack.Home;
import dev.sluice.local.stack.LocalStack;
import dev.sluice.local.stack.StackFolder;
import dev.sluice.local.stack.TestPorts;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Sluice of its own whose services have the agent record them. */
final class RecordedStack implements AutoCloseable {

    private static final String JVM_OPTIONS = "sluice.services.jvm-options";

    private final String optionsBefore = System.getProperty(JVM_OPTIONS, "");
    private final StackFolder folder;
    private final LocalStack running;

    private RecordedStack(Path root, Path recordings) throws IOException, URISyntaxException {
        folder = new StackFolder(root.resolve("stack"));
        var agent = AgentJar.in(root);
        System.setProperty(JVM_OPTIONS, (optionsBefore + "\n" + agent.option(recordings)).strip());
        try {
            running = LocalStack.start(Home.find(), folder, TestPorts.unused(), Silent.output());
        } catch (RuntimeException e) {
            System.setProperty(JVM_OPTIONS, optionsBefore);
            throw e;
        }
    }

    /** @param recordings each process writes a file there */
    static RecordedStack start(Path root, Path recordings) throws IOException, URISyntaxException {
        return new RecordedStack(root, Files.createDirectories(recordings));
    }

    /** For commands: {@code --dir}. */
    String dir() {
        return folder.root().toString();
    }

    LocalStack running() {
        return running;
    }

    /** A path of capture's HTTP front. */
    URI capture(String path) {
        return running.state().capture(path);
    }

    /** Of the database that the services share. */
    String databaseUrl() {
        var setting = "-Dquarkus.datasource.jdbc.url=";
        return running.command(Service.WORKER).stream()
                .filter(argument -> argument.startsWith(setting))
                .map(argument -> argument.substring(setting.length()))
                .findFirst()
                .orElseThrow();
    }

    /** One run in a process of its own. */
    int job(String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(running.command(Service.WORKER));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        running.close();
        System.setProperty(JVM_OPTIONS, optionsBefore);
    }
}
