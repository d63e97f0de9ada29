package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.CopyText;
import java.time.Instant;
import java.time.LocalDate;

/** The rows that PostgreSQL is sent. */
public final class LogRows {

    private LogRows() {}

    public static byte[] of(Occurrence occurrence) {
        var rows = new CopyText();
        EventLogColumns.write(new RawEvent("shop", 1, LocalDate.EPOCH, 1, Instant.EPOCH, occurrence), rows);
        return rows.toBytes();
    }
}
