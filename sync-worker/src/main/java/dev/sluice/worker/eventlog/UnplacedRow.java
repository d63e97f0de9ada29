package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.CopyBinary;
import java.time.Instant;

/**
 * A row of the event log as it will be sent, but for what its writer finds out: its event id and its position. Made on the
 * thread of its request, so that writers, for whom all requests wait, have little to do for it, and what it was made from
 * need not be held meanwhile.
 */
final class UnplacedRow {

    private static final int USUAL_BYTES = 1_024;

    private final byte[] bytes;

    private UnplacedRow(byte[] bytes) {
        this.bytes = bytes;
    }

    static UnplacedRow of(String environment, Instant receivedAt, Occurrence what) {
        var row = new CopyBinary(USUAL_BYTES);
        EventLogColumns.writeUnplaced(environment, receivedAt, what, row);
        return new UnplacedRow(row.toBytes());
    }

    int length() {
        return bytes.length;
    }

    /** With its event id and its position. */
    int placedLength() {
        return bytes.length + 2 * CopyBinary.BIGINT;
    }

    void place(long eventId, long position, CopyBinary rows) {
        rows.append(bytes).bigint(eventId).bigint(position);
    }
}
