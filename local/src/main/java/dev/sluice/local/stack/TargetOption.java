package dev.sluice.local.stack;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.console.CommandFailure;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which environment and warehouse of a Sluice a command is about. */
public abstract class TargetOption extends ServicesOption {

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "The environment (default: main_production, of the local Sluice).")
    private String environment;

    @Option(
            names = "--warehouse",
            paramLabel = "NAME",
            description = "The warehouse (default: local, of the local Sluice).")
    private String warehouse;

    /** What {@code --environment} says. */
    public final Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** Of the local Sluice the default environment's, with what the options replace. */
    public final EnvironmentAccess access() {
        return isLocal() ? replaced(localAccess()) : named();
    }

    private EnvironmentAccess replaced(EnvironmentAccess access) {
        return new EnvironmentAccess(
                environment == null ? access.environment() : environment,
                access.writeKey(),
                warehouse == null ? access.warehouse() : warehouse,
                access.warehouseFile());
    }

    private EnvironmentAccess named() {
        if (environment == null || warehouse == null) {
            throw new CommandFailure("name the environment with --environment and the warehouse with --warehouse");
        }
        return EnvironmentAccess.byServices(environment, warehouse);
    }
}
