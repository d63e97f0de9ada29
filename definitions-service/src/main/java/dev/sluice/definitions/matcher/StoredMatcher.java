package dev.sluice.definitions.matcher;

import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.wire.StoredJson;

/** The stored form of a matcher. */
public final class StoredMatcher {

    private StoredMatcher() {}

    public static String print(Matcher matcher) {
        return StoredJson.print(matcher);
    }

    public static Matcher parse(String json) {
        return StoredJson.parse(json, Matcher.newBuilder()).build();
    }
}
