package dev.sluice.worker.warehouse.snowflake.standin.store;

import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A table that a transaction updates, deletes from or merges into is its own until it ends; others wait for that. */
public final class TableLocks {

    private final Map<ObjectName, Object> holders = new HashMap<>();

    /** @param holder the session, which may have the lock already */
    public synchronized void lock(ObjectName table, Object holder, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (holders.getOrDefault(table, holder) != holder) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                throw SnowflakeError.lockTimeout(table);
            }
            await(left);
        }
        holders.put(table, holder);
    }

    private void await(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SnowflakeError.canceled();
        }
    }

    public synchronized void release(Object holder) {
        holders.values().removeIf(each -> each == holder);
        notifyAll();
    }
}
