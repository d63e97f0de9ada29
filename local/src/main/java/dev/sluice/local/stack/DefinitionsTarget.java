package dev.sluice.local.stack;

import dev.sluice.local.client.Service;
import picocli.CommandLine.Option;

/** Of commands that call definitions-service. */
public final class DefinitionsTarget extends TargetOption {

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT",
            description = "The definitions-service (default: the variable SLUICE_AT, or that of the local Sluice).")
    private String at;

    @Override
    String address(Service service) {
        return service == Service.DEFINITIONS ? at : null;
    }
}
