package dev.sluice.worker.match;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which raw events an event definition means: a kind, narrowed by a condition. */
public record Matcher(Kind kind, Optional<Condition> where) {

    public Matcher {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(where);
    }

    /** The kinds of a matcher, named as in the contract. */
    public sealed interface Kind {

        record Pageview() implements Kind {}

        /** @param type click, change or submit */
        record Interaction(String type, Optional<Selector> selector) implements Kind {}

        record Custom(String name) implements Kind {}

        /** Meets what any of these definitions meets. */
        record Combo(List<Long> definitionIds) implements Kind {
            public Combo {
                definitionIds = List.copyOf(definitionIds);
            }
        }
    }
}
