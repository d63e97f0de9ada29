package dev.sluice.local.reachability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one process recorded.
 *
 * @param module of the service that it was
 */
record Recording(String module, List<Need> needs) {

    Recording {
        needs = List.copyOf(needs);
    }

    static List<Recording> readAll(Path folder) throws IOException {
        var recordings = new ArrayList<Recording>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                recordings.add(read(file));
            }
        }
        return recordings;
    }

    private static Recording read(Path file) throws IOException {
        var lines = Files.readAllLines(file);
        var jar = Path.of(lines.getFirst().split("\t")[1]);
        // The jar is MODULE/target/quarkus-app/quarkus-run.jar.
        var module = jar.getParent().getParent().getParent().getFileName().toString();
        return new Recording(module, lines.stream().skip(1).map(Need::parse).toList());
    }
}
