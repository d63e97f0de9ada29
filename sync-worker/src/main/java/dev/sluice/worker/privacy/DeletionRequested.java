package dev.sluice.worker.privacy;

import java.util.UUID;

/** Told within this worker when a deletion was requested, so that it need not wait for the next sweep. */
public record DeletionRequested(UUID deletion) {}
