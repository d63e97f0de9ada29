package dev.sluice.worker.capture.derive;

/** What a user agent tells; null where it does not. */
record UserAgent(String browser, String platform, String deviceType, String device) {

    static final UserAgent NONE = new UserAgent(null, null, null, null);
}
