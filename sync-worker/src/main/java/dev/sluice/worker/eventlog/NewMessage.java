package dev.sluice.worker.eventlog;

import java.time.Instant;

/**
 * A call that is to be taken once: its message id, and the occurrence it stands for.
 *
 * @param occurrence null for a call that is no event; only its message id is kept
 */
public record NewMessage(String environment, String messageId, Instant receivedAt, Occurrence occurrence) {}
