package dev.sluice.local.law;

import dev.sluice.local.law.Meaning.AnyOf;
import dev.sluice.local.law.Meaning.Plain;
import java.util.List;
import java.util.stream.Stream;

/**
 * The events whose definitions a history changes. Each may be a combo of those before it, so that no combo can ever be
 * a part of itself.
 */
enum NamedEvent {
    VIEWED("Viewed", Plain.PAGEVIEWS),
    CLICKED("Clicked", Plain.CLICKS),
    ORDERED("Ordered", Plain.ORDERS),
    BOUGHT("Bought", Plain.BUYING_CLICKS),
    FROM_MAIL("From mail", Plain.PAGEVIEWS_FROM_MAIL),
    SEVERAL("Several", new AnyOf(List.of(VIEWED, CLICKED, ORDERED), false)),
    NESTED("Nested", new AnyOf(List.of(SEVERAL, BOUGHT), false));

    /** The others have no table, until they are toggled on. */
    static final List<NamedEvent> ON_FROM_THE_START = List.of(ORDERED, FROM_MAIL, SEVERAL);

    private final String label;
    private final Meaning firstMeaning;

    NamedEvent(String label, Meaning firstMeaning) {
        this.label = label;
        this.firstMeaning = firstMeaning;
    }

    String label() {
        return label;
    }

    Meaning firstMeaning() {
        return firstMeaning;
    }

    /** What it may be edited to; its first meaning is among them. */
    List<Meaning> meanings() {
        return Stream.concat(Stream.of(Plain.values()), combos().stream()).toList();
    }

    private List<Meaning> combos() {
        return switch (this) {
            case VIEWED, CLICKED, ORDERED, BOUGHT, FROM_MAIL -> List.of();
            case SEVERAL -> List.of(firstMeaning, new AnyOf(List.of(BOUGHT, FROM_MAIL), false));
            case NESTED ->
                List.of(
                        firstMeaning,
                        new AnyOf(List.of(SEVERAL), true),
                        new AnyOf(List.of(SEVERAL, FROM_MAIL, ORDERED), false));
        };
    }
}
