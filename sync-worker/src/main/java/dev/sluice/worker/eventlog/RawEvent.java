package dev.sluice.worker.eventlog;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One captured occurrence in its place in the event log; immutable.
 *
 * @param position within the environment, from 1, in order of commit; gapless but where events were erased
 * @param receivedOn the day of arrival in UTC
 * @param eventId positive, unique in the environment
 */
public record RawEvent(
        String environment,
        long position,
        LocalDate receivedOn,
        long eventId,
        Instant receivedAt,
        Occurrence occurrence) {}
