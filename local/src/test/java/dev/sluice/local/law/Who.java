package dev.sluice.local.law;

import com.google.protobuf.Duration;
import dev.sluice.definitions.v1.Behaviour;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.SegmentAllOf;
import dev.sluice.definitions.v1.SegmentAnyOf;
import dev.sluice.definitions.v1.SegmentCondition;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which users belong to a segment: once as the contract says it, and once as obviously as Java can. */
sealed interface Who permits Trait, Who.Did, Who.AllOf, Who.AnyOf, Who.NoneOf {

    SegmentCondition condition(Function<NamedEvent, EventDefinition> definitions);

    Truth at(int minute, Person person);

    String tell();

    /** @param atLeast so many times; 0 for not at all */
    record Did(NamedEvent event, int atLeast, Window window) implements Who {

        @Override
        public SegmentCondition condition(Function<NamedEvent, EventDefinition> definitions) {
            var behaviour = Behaviour.newBuilder()
                    .setEventDefinitionId(definitions.apply(event).getId())
                    .setAtLeast(atLeast);
            if (window != Window.EVER) {
                behaviour.setWithin(Duration.newBuilder().setSeconds(60L * window.minutes()));
            }
            return SegmentCondition.newBuilder().setBehaviour(behaviour).build();
        }

        @Override
        public Truth at(int minute, Person person) {
            long times = person.times(event, minute - window.minutes(), minute);
            return Truth.of(atLeast == 0 ? times == 0 : times >= atLeast);
        }

        @Override
        public String tell() {
            return (atLeast == 0 ? "never did " : "did %d times ".formatted(atLeast)) + event.label() + window.words();
        }
    }

    record AllOf(List<Who> parts) implements Who {

        @Override
        public SegmentCondition condition(Function<NamedEvent, EventDefinition> definitions) {
            var all = SegmentAllOf.newBuilder();
            parts.forEach(part -> all.addConditions(part.condition(definitions)));
            return SegmentCondition.newBuilder().setAllOf(all).build();
        }

        @Override
        public Truth at(int minute, Person person) {
            return Truth.allOf(parts.stream().map(part -> part.at(minute, person)));
        }

        @Override
        public String tell() {
            return parts.stream().map(Who::tell).collect(Collectors.joining(" and ", "(", ")"));
        }
    }

    record AnyOf(List<Who> parts) implements Who {

        @Override
        public SegmentCondition condition(Function<NamedEvent, EventDefinition> definitions) {
            var any = SegmentAnyOf.newBuilder();
            parts.forEach(part -> any.addConditions(part.condition(definitions)));
            return SegmentCondition.newBuilder().setAnyOf(any).build();
        }

        @Override
        public Truth at(int minute, Person person) {
            return Truth.anyOf(parts.stream().map(part -> part.at(minute, person)));
        }

        @Override
        public String tell() {
            return parts.stream().map(Who::tell).collect(Collectors.joining(" or ", "(", ")"));
        }
    }

    record NoneOf(Who part) implements Who {

        @Override
        public SegmentCondition condition(Function<NamedEvent, EventDefinition> definitions) {
            return SegmentCondition.newBuilder()
                    .setNoneOf(part.condition(definitions))
                    .build();
        }

        @Override
        public Truth at(int minute, Person person) {
            return part.at(minute, person).not();
        }

        @Override
        public String tell() {
            return "not " + part.tell();
        }
    }
}
