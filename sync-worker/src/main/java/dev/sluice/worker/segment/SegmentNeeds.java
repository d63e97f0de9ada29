package dev.sluice.worker.segment;

import dev.sluice.worker.segment.SegmentCondition.Behaviour;
import dev.sluice.worker.segment.SegmentCondition.Subject;
import dev.sluice.worker.segment.SegmentCondition.UserProperty;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What a set of conditions looks at, so that nothing else has to be read. @param properties by key */
public record SegmentNeeds(Set<Long> definitions, Set<String> properties) {

    public static SegmentNeeds of(Collection<SegmentCondition> conditions) {
        var definitions = new TreeSet<Long>();
        var properties = new TreeSet<String>();
        conditions.stream().flatMap(SegmentCondition::leaves).forEach(leaf -> {
            switch (leaf) {
                case Behaviour(var definition, var _, var _) -> definitions.add(definition);
                case UserProperty(Subject.Property(var key), var _) -> properties.add(key);
                case UserProperty _, SegmentCondition.AllOf _, SegmentCondition.AnyOf _, SegmentCondition.NoneOf _ -> {}
            }
        });
        return new SegmentNeeds(definitions, properties);
    }
}
