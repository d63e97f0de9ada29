package dev.sluice.worker.match;

/** What matchers look at: one raw event with the session and page values that stand in its row. */
public interface EventFacts {

    /** pageview, click, change, submit or custom. */
    String kind();

    /** The custom event's name; null for other kinds. */
    String name();

    /** The value of a built-in column as text, times in ISO-8601; null when absent. */
    String column(String column);

    /** The value of a custom event property as text, by the key it was sent with; null when absent. */
    String property(String key);

    /** The canonical text of the target element's ancestry; null when there is none. */
    String ancestry();
}
