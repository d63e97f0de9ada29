package dev.sluice.local.stack;

import java.time.Instant;
import java.util.Optional;

/** A process as it can be known again later: its id may by then belong to another, its start cannot. */
public record ProcessRecord(String name, long pid, long startedAtMillis) {

    /** The system reports starts in clock ticks, and the clock may be set a little meanwhile. */
    private static final long TOLERANCE_MILLIS = 2_000;

    static ProcessRecord of(String name, ProcessHandle process) {
        return new ProcessRecord(name, process.pid(), startedAt(process));
    }

    /** The process, if it still runs and is the one recorded. */
    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> Math.abs(startedAt(process) - startedAtMillis) <= TOLERANCE_MILLIS);
    }

    private static long startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
