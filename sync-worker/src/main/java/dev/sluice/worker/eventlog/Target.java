package dev.sluice.worker.eventlog;

/** The element that was clicked, changed or submitted, with its ancestry in canonical text; null where there is none. */
public record Target(String href, String text, String tag, String id, String classes, String ancestry) {

    public static final Target NONE = new Target(null, null, null, null, null, null);
}
