package dev.sluice.worker.warehouse;

import java.util.List;
import java.util.stream.Collectors;

/** Names of what people made, as many of them as a sentence bears. */
public final class SomeNames {

    /** How many to ask a warehouse for: one more than are told. */
    public static final int ASKED = 4;

    private static final int TOLD = ASKED - 1;
    private static final int LONGEST = 63;

    private SomeNames() {}

    public static String of(List<String> names) {
        var told = names.stream().limit(TOLD).map(SomeNames::cut).collect(Collectors.joining(", "));
        return names.size() > TOLD ? told + " and more" : told;
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
