package dev.sluice.local.stack;

import dev.sluice.local.client.Service;
import picocli.CommandLine.Mixin;

/** Of commands that call sync-worker about a warehouse. */
public final class WorkerTarget extends TargetOption {

    @Mixin
    private WorkerAddress worker;

    @Override
    String address(Service service) {
        return service == Service.WORKER ? worker.address() : null;
    }
}
