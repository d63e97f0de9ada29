package dev.sluice.worker.eventlog;

/** The page an occurrence was on; null where unknown. Query and hash come without their {@code ?} and {@code #}. */
public record Page(String domain, String path, String query, String hash, String title) {

    public static final Page NONE = new Page(null, null, null, null, null);
}
