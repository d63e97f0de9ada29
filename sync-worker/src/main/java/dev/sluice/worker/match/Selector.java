package dev.sluice.worker.match;

import dev.sluice.worker.ancestry.Element;
import java.util.List;
import java.util.Optional;

/** A CSS selector, evaluated on the ancestry of a target element; met when any alternative is. */
public record Selector(List<Complex> alternatives) {

    public Selector {
        alternatives = List.copyOf(alternatives);
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

        boolean meets(List<Element> ancestry) {
            return endsAt(ancestry, ancestry.size() - 1, steps.size() - 1);
        }

        /** Whether the steps up to {@code step} can be laid on the ancestry with the last of them at {@code element}. */
        private boolean endsAt(List<Element> ancestry, int element, int step) {
            if (!steps.get(step).compound().meets(ancestry.get(element))) {
                return false;
            }
            if (step == 0) {
                return true;
            }
            int furthest = steps.get(step).combinator() == Combinator.CHILD ? element - 1 : 0;
            for (int ancestor = element - 1; ancestor >= Math.max(furthest, 0); ancestor--) {
                if (endsAt(ancestry, ancestor, step - 1)) {
                    return true;
                }
            }
            return false;
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
