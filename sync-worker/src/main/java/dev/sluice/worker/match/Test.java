package dev.sluice.worker.match;

import com.google.re2j.Pattern;
import java.util.Set;

/** One test of one value; an absent value (null) meets none but {@link NotEquals}. */
public sealed interface Test {

    boolean met(String value);

    record Equals(String expected) implements Test {
        @Override
        public boolean met(String value) {
            return expected.equals(value);
        }
    }

    record NotEquals(String unexpected) implements Test {
        @Override
        public boolean met(String value) {
            return !unexpected.equals(value);
        }
    }

    record Contains(String part) implements Test {
        @Override
        public boolean met(String value) {
            return value != null && value.contains(part);
        }
    }

    record StartsWith(String prefix) implements Test {
        @Override
        public boolean met(String value) {
            return value != null && value.startsWith(prefix);
        }
    }

    record EndsWith(String suffix) implements Test {
        @Override
        public boolean met(String value) {
            return value != null && value.endsWith(suffix);
        }
    }

    /** RE2 finds a match in linear time whatever the expression, so no definition can stall a run. */
    record Finds(Pattern pattern) implements Test {
        @Override
        public boolean met(String value) {
            return value != null && pattern.matcher(value).find();
        }
    }

    record Ordered(Order order, Bound bound) implements Test {
        @Override
        public boolean met(String value) {
            return value != null && bound.compare(value).filter(order::holds).isPresent();
        }
    }

    record In(Set<String> values) implements Test {
        public In {
            values = Set.copyOf(values);
        }

        @Override
        public boolean met(String value) {
            return value != null && values.contains(value);
        }
    }

    record IsDefined() implements Test {
        @Override
        public boolean met(String value) {
            return value != null;
        }
    }

    /** The order operators, on the sign of a comparison. */
    enum Order {
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        boolean holds(int sign) {
            return switch (this) {
                case LESS -> sign < 0;
                case LESS_OR_EQUAL -> sign <= 0;
                case GREATER -> sign > 0;
                case GREATER_OR_EQUAL -> sign >= 0;
            };
        }
    }
}
