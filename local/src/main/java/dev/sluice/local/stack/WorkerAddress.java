package dev.sluice.local.stack;

import picocli.CommandLine.Option;

/** Where sync-worker is. */
final class WorkerAddress {

    @Option(
            names = "--sync-at",
            paramLabel = "HOST:PORT",
            description = "The sync-worker (default: the variable SLUICE_SYNC_AT, or that of the local Sluice).")
    private String address;

    /** Null where nothing says it. */
    String address() {
        return address;
    }
}
