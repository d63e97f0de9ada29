package dev.sluice.local.stack;

import dev.sluice.local.client.Service;
import dev.sluice.local.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the sources, under which the built services stand. */
public record Home(Path root) {

    /** The {@code sluice} script says where it is; without it, where one stands. */
    public static Home find() {
        return new Home(
                Path.of(System.getProperty("sluice.home", ".")).toAbsolutePath().normalize());
    }

    public StackFolder defaultFolder() {
        return new StackFolder(root.resolve(StackFolder.DEFAULT_NAME));
    }

    Path runnable(Service service) {
        var jar = root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new CommandFailure("%s is not built; run ./sluice, which builds what is missing".formatted(jar));
        }
        return jar;
    }
}
