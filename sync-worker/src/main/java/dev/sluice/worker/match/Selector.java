package dev.sluice.worker.match;

import dev.sluice.worker.ancestry.Ancestry;
import dev.sluice.worker.ancestry.Element;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A CSS selector, evaluated on the ancestry of a target element; met when any alternative is. */
public record Selector(List<Complex> alternatives) {

    public Selector {
        alternatives = List.copyOf(alternatives);
    }

    /** @param ancestry the canonical text of one; null for an event without */
    public boolean meetsText(String ancestry) {
        return meets(elements(ancestry));
    }

    /** None for an event without. */
    static List<Element> elements(String ancestry) {
        return ancestry == null ? List.of() : Ancestry.parse(ancestry).elements();
    }

    /** @param ancestry from the root to the target */
    boolean meets(List<Element> ancestry) {
        return !ancestry.isEmpty() && alternatives.stream().anyMatch(complex -> complex.meets(ancestry));
    }

    /** A chain of steps, the leftmost ancestor first; the last step is the target. */
    public record Complex(List<Step> steps) {
        public Complex {
            steps = List.copyOf(steps);
        }

        /** Goes from the target outwards and keeps every element a step may stand at: no chain is tried twice. */
        boolean meets(List<Element> ancestry) {
            var standing = new BitSet(ancestry.size());
            standing.set(ancestry.size() - 1);
            keepMeeting(standing, steps.getLast(), ancestry);
            for (int step = steps.size() - 1; step > 0 && !standing.isEmpty(); step--) {
                standing = before(standing, steps.get(step).combinator());
                keepMeeting(standing, steps.get(step - 1), ancestry);
            }
            return !standing.isEmpty();
        }

        private static BitSet before(BitSet standing, Combinator combinator) {
            return switch (combinator) {
                // The root has no parent: its place falls off the end.
                case CHILD -> standing.get(1, Math.max(standing.length(), 1));
                case DESCENDANT -> {
                    var ancestors = new BitSet(standing.length());
                    ancestors.set(0, standing.length() - 1);
                    yield ancestors;
                }
            };
        }

        private static void keepMeeting(BitSet standing, Step step, List<Element> ancestry) {
            for (int place = standing.nextSetBit(0); place >= 0; place = standing.nextSetBit(place + 1)) {
                if (!step.compound().meets(ancestry.get(place))) {
                    standing.clear(place);
                }
            }
        }
    }

    /** @param combinator how the step's element stands to the step before it; of no meaning in the first step */
    public record Step(Combinator combinator, Compound compound) {}

    public enum Combinator {
        DESCENDANT,
        CHILD
    }

    /** @param type empty for any */
    public record Compound(String type, List<String> ids, List<String> classes, List<Attribute> attributes) {
        public Compound {
            ids = List.copyOf(ids);
            classes = List.copyOf(classes);
            attributes = List.copyOf(attributes);
        }

        boolean meets(Element element) {
            return (type.isEmpty() || type.equals(element.tag()))
                    && ids.stream().allMatch(id -> id.equals(element.id()))
                    && element.classes().containsAll(classes)
                    && attributes.stream().allMatch(attribute -> attribute.meets(element));
        }
    }

    /** @param value absent: the attribute is there, whatever its value */
    public record Attribute(String name, Optional<String> value) {
        boolean meets(Element element) {
            String actual = attribute(element);
            return actual != null && value.map(actual::equals).orElse(true);
        }

        /** Null when absent. Id and classes stand apart in an ancestry, but are attributes to a selector. */
        private String attribute(Element element) {
            return switch (name) {
                case "id" -> element.id().isEmpty() ? null : element.id();
                case "class" -> element.classes().isEmpty() ? null : String.join(" ", element.classes());
                default -> element.attributes().get(name);
            };
        }
    }
}
