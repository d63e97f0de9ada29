package dev.sluice.local;

import dev.sluice.local.stack.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a command printed and returned. */
public record CommandRun(int exitCode, String out, String err) {

    public static CommandRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = Sluice.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }

    /** In a process of its own, as variables take one. */
    public static CommandRun of(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dsluice.home=" + Home.find().root(),
                "-cp",
                System.getProperty("java.class.path"),
                Sluice.class.getName()));
        line.addAll(List.of(arguments));
        var out = Files.createTempFile(Path.of("target").toAbsolutePath(), "command", ".out");
        var err = Files.createTempFile(Path.of("target").toAbsolutePath(), "command", ".err");
        var command = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
        command.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
        command.environment().putAll(variables);
        int exitCode = command.start().waitFor();
        return new CommandRun(exitCode, Files.readString(out), Files.readString(err));
    }
}
