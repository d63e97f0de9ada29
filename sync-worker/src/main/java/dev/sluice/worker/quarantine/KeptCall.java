package dev.sluice.worker.quarantine;

import java.util.UUID;

/**
 * A refused call in its place in the quarantine.
 *
 * @param messageId stands in where the call brings none, so that a replay that is repeated changes nothing
 */
public record KeptCall(long id, UUID messageId, RefusedCall call) {}
