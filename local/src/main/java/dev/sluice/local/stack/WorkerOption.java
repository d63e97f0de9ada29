package dev.sluice.local.stack;

import dev.sluice.local.client.Service;
import picocli.CommandLine.Mixin;

/** Of commands that call sync-worker about something that it knows by itself, such as a run. */
public final class WorkerOption extends ServicesOption {

    @Mixin
    private WorkerAddress worker;

    @Override
    String address(Service service) {
        return service == Service.WORKER ? worker.address() : null;
    }
}
