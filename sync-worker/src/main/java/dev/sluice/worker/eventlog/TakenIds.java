package dev.sluice.worker.eventlog;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The event ids of those messages of a list that were not known before. */
final class TakenIds {

    private static final long NONE = -1;

    private final long[] eventIds;

    TakenIds(int messages) {
        eventIds = new long[messages];
        Arrays.fill(eventIds, NONE);
    }

    void take(int place, long eventId) {
        eventIds[place] = eventId;
    }

    boolean isTaken(int place) {
        return eventIds[place] != NONE;
    }

    long eventId(int place) {
        return eventIds[place];
    }

    /** In order. */
    IntStream places() {
        return IntStream.range(0, eventIds.length).filter(this::isTaken);
    }
}
