package dev.sluice.local.stack;

import dev.sluice.local.client.Service;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Of commands that call sync-worker about a warehouse, and definitions-service where events are named. */
public final class SyncTarget extends TargetOption {

    @Option(
            names = "--at",
            paramLabel = "HOST:PORT",
            description = {
                "The definitions-service, which --only asks (default: the variable SLUICE_AT, or that of the local",
                "Sluice)."
            })
    private String at;

    @Mixin
    private WorkerAddress worker;

    @Override
    String address(Service service) {
        return switch (service) {
            case DEFINITIONS -> at;
            case WORKER -> worker.address();
            case IDENTITY -> null;
        };
    }
}
