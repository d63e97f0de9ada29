package dev.sluice.worker.eventlog;

import dev.sluice.worker.postgres.CopyBinary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows that PostgreSQL is sent. */
public final class LogRows {

    private static final List<String> NO_TEXTS = List.of("received_on", "received_at", "time");

    private LogRows() {}

    /** The texts among a row's values. */
    public static List<String> texts(Occurrence occurrence) {
        var binary = new CopyBinary();
        EventLogColumns.writeUnplaced("shop", Instant.EPOCH, occurrence, binary);
        var row = ByteBuffer.wrap(binary.toBytes());
        int columns = row.getShort();
        var texts = new ArrayList<String>();
        for (var column : EventLogColumns.LIST.subList(0, columns - 2)) {
            var value = new byte[Math.max(row.getInt(), 0)];
            row.get(value);
            if (!NO_TEXTS.contains(column)) {
                texts.add(new String(value, StandardCharsets.UTF_8));
            }
        }
        if (row.hasRemaining()) {
            throw new IllegalStateException("more than its columns");
        }
        return texts;
    }
}
