package dev.sluice.worker.segment;

import dev.sluice.worker.segment.SegmentCondition.Subject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * What is known of one user.
 *
 * @param joindate nothing is known of before
 * @param identity null for an anonymous user
 * @param properties by the key they were sent with; one that the user does not have is absent
 * @param events the times of the user's events in order, by event definition id
 */
public record UserHistory(
        Instant joindate, String identity, Map<String, Known> properties, Map<Long, List<Instant>> events) {

    /** As times read in conditions on events. */
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** A value as text, null when absent, and since when it is known to hold. */
    public record Known(String value, Instant since) {}

    Known known(Subject subject) {
        return switch (subject) {
            case Subject.Identity _ -> new Known(identity, joindate);
            case Subject.Joindate _ -> new Known(ISO.format(joindate), joindate);
            case Subject.Property(var key) -> properties.getOrDefault(key, new Known(null, joindate));
        };
    }

    List<Instant> times(long definitionId) {
        return events.getOrDefault(definitionId, List.of());
    }
}
