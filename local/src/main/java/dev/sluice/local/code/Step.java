package dev.sluice.local.code;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.wire.Timestamps;
import java.util.List;
import java.util.Optional;

/** One thing that is to become different; told as a line that begins with {@code +}, {@code ~} or {@code -}. */
sealed interface Step {

    String told();

    /** @param present empty for a new one, which stands behind its parts; what was archived is restored */
    record DefineEvent(String name, Wanted.Event wanted, Optional<EventDefinition> present, List<String> changed)
            implements Step {
        @Override
        public String told() {
            return Step.defined("event", name, present.isPresent(), changed);
        }
    }

    record ArchiveEvent(EventDefinition event) implements Step {
        @Override
        public String told() {
            return "- event \"%s\": archive".formatted(event.getName());
        }
    }

    /** @param present as in {@link DefineEvent} */
    record DefineSegment(String name, Wanted.Segment wanted, Optional<Segment> present, List<String> changed)
            implements Step {
        @Override
        public String told() {
            return Step.defined("segment", name, present.isPresent(), changed);
        }
    }

    record ArchiveSegment(Segment segment) implements Step {
        @Override
        public String told() {
            return "- segment \"%s\": archive".formatted(segment.getName());
        }
    }

    /** What a selection is of. */
    enum Kind {
        EVENT,
        SEGMENT,
        PROPERTY
    }

    /**
     * @param id empty for an event or segment that is new
     * @param since of events: history from then on
     */
    record Select(
            String warehouse, Kind kind, String name, Optional<Long> id, boolean synced, Optional<Timestamp> since)
            implements Step {
        @Override
        public String told() {
            return "%s %s: %s %s \"%s\"%s"
                    .formatted(
                            synced ? "+" : "-",
                            warehouse,
                            synced ? "sync" : "do not sync",
                            kind.name().toLowerCase(java.util.Locale.ROOT),
                            name,
                            since.map(time -> " since " + Timestamps.instant(time))
                                    .orElse(""));
        }
    }

    /**
     * @param set whether it is another schedule than the one that is there
     * @param paused what is to be, where it is not so already
     */
    record Schedule(String warehouse, Wanted.Schedule wanted, boolean set, Optional<Boolean> paused) implements Step {
        @Override
        public String told() {
            return "~ %s: schedule %s%s%s"
                    .formatted(
                            warehouse,
                            ticks(wanted),
                            wanted.moreOften() == null ? "" : moreOften(wanted.moreOften()),
                            wanted.paused() ? ", paused" : "");
        }

        private static String ticks(Wanted.Ticks ticks) {
            return ticks.cron() == null ? "every " + ticks.every() : "cron \"" + ticks.cron() + "\"";
        }

        private static String moreOften(Wanted.MoreOften moreOften) {
            return ", and %s for \"%s\"".formatted(ticks(moreOften), String.join("\", \"", moreOften.events()));
        }
    }

    private static String defined(String what, String name, boolean present, List<String> changed) {
        return present
                ? "~ %s \"%s\": %s".formatted(what, name, String.join(", ", changed))
                : "+ %s \"%s\"".formatted(what, name);
    }
}
