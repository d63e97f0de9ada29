package dev.sluice.worker.plan;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Rows of one table that were loaded without the values of one property, as it was archived or unsynced then: those of
 * raw events that landed after one log position and up to another. Of {@code users}, whose rows follow no positions, any
 * row may lack its value.
 *
 * @param storedName of the property
 * @param until absent while the gap is open
 */
public record Gap(String table, String storedName, long after, OptionalLong until) {

    public Gap {
        Objects.requireNonNull(table);
        Objects.requireNonNull(storedName);
        Objects.requireNonNull(until);
    }

    static Gap opened(String table, String storedName, long after) {
        return new Gap(table, storedName, after, OptionalLong.empty());
    }

    public boolean isOpen() {
        return until.isEmpty();
    }

    Gap closed(long position) {
        return new Gap(table, storedName, after, OptionalLong.of(position));
    }
}
