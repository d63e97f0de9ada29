package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.CopyText;
import java.time.Instant;

/** The rows that PostgreSQL is sent. */
public final class LogRows {

    private LogRows() {}

    public static byte[] of(Occurrence occurrence) {
        var rows = new CopyText();
        EventLogColumns.writeUnplaced("shop", 1, Instant.EPOCH, occurrence, rows);
        return rows.value(1).endRow().toBytes();
    }
}
