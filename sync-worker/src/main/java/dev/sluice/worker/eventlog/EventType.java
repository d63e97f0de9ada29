package dev.sluice.worker.eventlog;

import java.util.Locale;

/** What kind of occurrence a raw event is. */
public enum EventType {
    PAGEVIEW,
    CLICK,
    CHANGE,
    SUBMIT,
    CUSTOM;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As the event log's column {@code type} has it. */
    public String text() {
        return text;
    }

    static EventType of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
