package dev.sluice.worker.eventlog;

import dev.sluice.worker.outbox.QueuedCall;

/** What a message stands for, and where it goes. */
sealed interface Content {

    /** Something that happened: it goes to the event log. */
    record Event(UnplacedRow row) implements Content {}

    /** Something for identity-service: it is queued, and its message id kept like any other. */
    record Identity(QueuedCall call) implements Content {}
}
