package dev.sluice.local.stack;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which environment and warehouse of a running Sluice a command is about. */
public final class TargetOption {

    @Mixin
    private StackOption stackOption;

    @Option(names = "--environment", paramLabel = "NAME", description = "The environment (default: main_production).")
    private String environment;

    @Option(names = "--warehouse", paramLabel = "NAME", description = "The warehouse (default: local).")
    private String warehouse;

    public SluiceClient client() {
        return new SluiceClient(stackOption.running().addresses());
    }

    /** What {@code --environment} says. */
    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** The default environment's, with what the options replace. */
    public EnvironmentAccess access() {
        var access = stackOption.running().access();
        return new EnvironmentAccess(
                environment == null ? access.environment() : environment,
                access.writeKey(),
                warehouse == null ? access.warehouse() : warehouse,
                access.warehouseFile());
    }
}
