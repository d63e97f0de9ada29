package dev.sluice.identity.bench;

import java.util.List;

/**
 * A feed read from its beginning to its end.
 *
 * @param liveBytes what the service held on to before, after each tenth, and at the end
 */
record Fed(int users, double seconds, List<Long> liveBytes) {

    double rate() {
        return users / seconds;
    }
}
