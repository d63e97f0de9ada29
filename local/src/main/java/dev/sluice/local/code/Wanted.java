package dev.sluice.local.code;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What files say an environment is to have; names are keys.
 *
 * @param environment null where the files leave it to the command
 * @param warehouses by their names: what is not named here is left alone
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Wanted(
        String environment,
        Map<String, Event> events,
        Map<String, Segment> segments,
        Map<String, Warehouse> warehouses) {

    Wanted {
        events = events == null ? Map.of() : events;
        segments = segments == null ? Map.of() : segments;
        warehouses = warehouses == null ? Map.of() : warehouses;
    }

    /** @param matcher as {@link Expressions} reads it */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Event(JsonNode matcher, String category, String note) {

        Event {
            category = category == null ? "" : category;
            note = note == null ? "" : note;
        }
    }

    record Segment(JsonNode condition) {}

    /**
     * @param sync null where the files say nothing of what is synced
     * @param schedule null where the files say nothing of it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Warehouse(Sync sync, Schedule schedule) {}

    /**
     * All that is synced: what is not named is not.
     *
     * @param since by events: history from then on, ISO 8601
     * @param withoutProperties by level, {@code event} or {@code user}: the keys of those that are not synced
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Sync(
            List<String> events,
            Map<String, String> since,
            List<String> segments,
            Map<String, List<String>> withoutProperties) {

        Sync {
            events = events == null ? List.of() : events;
            since = since == null ? Map.of() : since;
            segments = segments == null ? List.of() : segments;
            withoutProperties = withoutProperties == null ? Map.of() : withoutProperties;
        }
    }

    /** When something comes: either {@code every} or {@code cron}. */
    sealed interface Ticks {

        /** {@code 15m}, {@code 6h}, {@code 1d}. */
        String every();

        /** Of an interval, ISO 8601. */
        String anchor();

        String cron();

        /** Of the cron expression. */
        String timeZone();
    }

    /**
     * @param jitter {@code 90s}
     * @param moreOften null where all tables have the same ticks
     */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    record Schedule(
            String every,
            String anchor,
            String cron,
            String timeZone,
            String jitter,
            MoreOften moreOften,
            boolean paused)
            implements Ticks {}

    /** @param events by name */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record MoreOften(String every, String anchor, String cron, String timeZone, List<String> events) implements Ticks {

        MoreOften {
            events = events == null ? List.of() : events;
        }
    }
}
