package dev.sluice.local.law;

import dev.sluice.local.law.Who.AllOf;
import dev.sluice.local.law.Who.AnyOf;
import dev.sluice.local.law.Who.Did;
import dev.sluice.local.law.Who.NoneOf;
import java.util.List;
import java.util.stream.Stream;

/** The segments that histories change. */
enum NamedSegment {
    REGULARS("Regulars", new Did(NamedEvent.SEVERAL, 2, Window.EVER)),
    QUIET("Quiet", new Did(NamedEvent.VIEWED, 0, Window.SHORT)),
    PROMISING("Promising", new AllOf(List.of(Trait.NOT_ON_FREE, new Did(NamedEvent.ORDERED, 1, Window.OPEN))));

    /** The others have no table, until they are toggled on. */
    static final List<NamedSegment> ON_FROM_THE_START = List.of(REGULARS, PROMISING);

    private static final List<Who> OTHER_CONDITIONS = List.of(
            new Did(NamedEvent.CLICKED, 0, Window.EVER),
            new Did(NamedEvent.NESTED, 3, Window.OPEN),
            new NoneOf(new Did(NamedEvent.ORDERED, 2, Window.LONG)),
            new NoneOf(Trait.NOT_ON_FREE),
            new AnyOf(List.of(Trait.ON_PRO, Trait.ON_A_SMALL_NUMBER, new Did(NamedEvent.FROM_MAIL, 1, Window.EVER))),
            new AllOf(List.of(Trait.WITH_EMAIL, new NoneOf(new Did(NamedEvent.SEVERAL, 1, Window.SHORT)))),
            new AllOf(List.of(
                    new AnyOf(List.of(Trait.IDENTIFIED, new Did(NamedEvent.BOUGHT, 1, Window.EVER))),
                    new NoneOf(new AllOf(
                            List.of(Trait.JOINED_IN_THE_FIRST_HOUR, new Did(NamedEvent.FROM_MAIL, 0, Window.LONG)))))));

    private final String label;
    private final Who first;

    NamedSegment(String label, Who first) {
        this.label = label;
        this.first = first;
    }

    String label() {
        return label;
    }

    Who first() {
        return first;
    }

    /** What any of them may be edited to; what they are at first is among it. */
    static List<Who> conditions() {
        return Stream.concat(Stream.of(values()).map(NamedSegment::first), OTHER_CONDITIONS.stream())
                .toList();
    }
}
