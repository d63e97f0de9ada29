package dev.sluice.local.law;

/** Over before anybody looks, or open long after: between these, it would matter when a test runs. */
enum Window {
    SHORT(30, " within 30 minutes"),
    LONG(90, " within 90 minutes"),
    OPEN(3_600 * 24 * 60, " within 3,600 days"),
    EVER(Integer.MAX_VALUE / 2, "");

    private final int minutes;
    private final String words;

    Window(int minutes, String words) {
        this.minutes = minutes;
        this.words = words;
    }

    int minutes() {
        return minutes;
    }

    String words() {
        return words;
    }
}
