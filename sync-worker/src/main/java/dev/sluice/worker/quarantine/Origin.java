package dev.sluice.worker.quarantine;

/**
 * Where a request came from: a visitor's browser, unless a server made the call.
 *
 * @param ip null where it is not known
 * @param userAgent null where it is not told
 */
public record Origin(String ip, String userAgent) {

    /** For calls that say nothing by where they come from. */
    public static final Origin UNTOLD = new Origin(null, null);
}
