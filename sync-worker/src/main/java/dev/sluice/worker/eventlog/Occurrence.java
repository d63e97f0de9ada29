package dev.sluice.worker.eventlog;

import java.time.Instant;

/**
 * What happened, as capture understood it once and for all; the log adds where it stands.
 *
 * @param name the custom event's name, null for any other type
 * @param properties a flat JSON object with its keys sorted, or null where there are none
 */
public record Occurrence(
        Instant time,
        Actor actor,
        EventType type,
        String name,
        Visit visit,
        Page page,
        Target target,
        String properties) {

    /** Roughly what its longest texts take in memory. */
    public long textBytes() {
        return length(properties)
                + length(name)
                + length(page.path())
                + length(page.query())
                + length(page.title())
                + length(visit.referrer())
                + length(target.ancestry())
                + length(target.href());
    }

    private static long length(String text) {
        return text == null ? 0 : 2L * text.length();
    }
}
