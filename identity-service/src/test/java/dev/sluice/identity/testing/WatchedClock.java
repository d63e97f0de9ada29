package dev.sluice.identity.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;

/** The time, and who asked for it: validation asks on the thread that serves the call. */
@Alternative
@Priority(1)
@Singleton
public class WatchedClock implements InstantSource {

    private volatile boolean virtual;

    @Override
    public Instant instant() {
        virtual = Thread.currentThread().isVirtual();
        return Instant.now();
    }

    public boolean lastAskedOnAVirtualThread() {
        return virtual;
    }
}
