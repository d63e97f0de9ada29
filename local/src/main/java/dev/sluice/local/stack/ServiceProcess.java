package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import dev.sluice.local.console.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One service, running as a child process that writes to its own log. */
final class ServiceProcess {

    private static final int SHOWN_LOG_LINES = 15;

    private final Service service;
    private final Process process;
    private final Path log;

    private ServiceProcess(Service service, Process process, Path log) {
        this.service = service;
        this.process = process;
        this.log = log;
    }

    static ServiceProcess start(ServiceCommand command, Path log) {
        try {
            var process = new ProcessBuilder(command.line())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            process.getOutputStream().close();
            return new ServiceProcess(command.service(), process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Service service() {
        return service;
    }

    Process process() {
        return process;
    }

    ProcessRecord processRecord() {
        return ProcessRecord.of(service.module(), process.toHandle());
    }

    /** Whether it answers; fails when it has ended. */
    boolean ready(Address address) {
        if (!process.isAlive()) {
            throw ended();
        }
        return Readiness.of(address);
    }

    CommandFailure ended() {
        return new CommandFailure("%s ended by itself with code %d; the end of %s:%n%s"
                .formatted(service.module(), process.exitValue(), log, String.join("\n", endOfLog())));
    }

    private List<String> endOfLog() {
        try {
            // Not strict about characters, which a log cut by a crash may break.
            var lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(cannot be read)");
        }
    }
}
