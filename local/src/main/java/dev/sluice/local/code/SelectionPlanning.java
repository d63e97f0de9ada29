package dev.sluice.local.code;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.definitions.v1.ListSelectionsResponse;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SegmentSelection;
import dev.sluice.local.code.Step.Kind;
import dev.sluice.local.code.Step.Select;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.wire.Timestamps;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is synced to one warehouse, compared with what is to be. */
final class SelectionPlanning {

    private final String warehouse;
    private final Wanted.Sync sync;
    private final Wanted wanted;
    private final Present present;
    private final ListSelectionsResponse selected;
    private final List<Step> steps = new ArrayList<>();

    private SelectionPlanning(String warehouse, Wanted.Sync sync, Wanted wanted, Present present) {
        this.warehouse = warehouse;
        this.sync = sync;
        this.wanted = wanted;
        this.present = present;
        this.selected = present.selections().get(warehouse);
    }

    static List<Step> steps(Wanted wanted, Present present) {
        var steps = new ArrayList<Step>();
        wanted.warehouses().forEach((name, warehouse) -> {
            if (!present.selections().containsKey(name)) {
                throw new CommandFailure("warehouses.%s: no warehouse of this name is registered".formatted(name));
            }
            if (warehouse.sync() != null) {
                var planning = new SelectionPlanning(name, warehouse.sync(), wanted, present);
                planning.events();
                planning.segments();
                planning.properties();
                steps.addAll(planning.steps);
            }
        });
        return steps;
    }

    private void events() {
        requireKnown(
                "events",
                sync.events(),
                wanted.events().keySet(),
                present.events().keySet());
        requireKnown("since", sync.since().keySet(), Set.copyOf(sync.events()), Set.of());
        var synced = selected.getEventsList().stream()
                .filter(EventSelection::getSynced)
                .collect(Collectors.toMap(each -> present.eventName(each.getEventDefinitionId()), Function.identity()));
        for (var name : sync.events()) {
            var since = since(name);
            var there = Optional.ofNullable(synced.remove(name));
            if (there.isEmpty() || !sinceOf(there.get()).equals(since)) {
                var id = Optional.ofNullable(present.events().get(name)).map(each -> each.getId());
                steps.add(new Select(warehouse, Kind.EVENT, name, id, true, since));
            }
        }
        synced.forEach((name, there) -> steps.add(new Select(
                warehouse, Kind.EVENT, name, Optional.of(there.getEventDefinitionId()), false, Optional.empty())));
    }

    private Optional<Timestamp> since(String event) {
        var text = sync.since().get(event);
        try {
            return Optional.ofNullable(text).map(Instant::parse).map(Timestamps::of);
        } catch (DateTimeParseException e) {
            throw new CommandFailure(
                    "%s.since.%s: \"%s\" is no time such as 2026-01-01T00:00:00Z".formatted(field(), event, text), e);
        }
    }

    private static Optional<Timestamp> sinceOf(EventSelection selection) {
        return selection.hasSince() ? Optional.of(selection.getSince()) : Optional.empty();
    }

    private void segments() {
        requireKnown(
                "segments",
                sync.segments(),
                wanted.segments().keySet(),
                present.segments().keySet());
        var names = present.segments().values().stream().collect(Collectors.toMap(Segment::getId, Segment::getName));
        var synced = selected.getSegmentsList().stream()
                .filter(SegmentSelection::getSynced)
                .collect(Collectors.toMap(each -> names.get(each.getSegmentId()), SegmentSelection::getSegmentId));
        for (var name : sync.segments()) {
            if (synced.remove(name) == null) {
                var id = Optional.ofNullable(present.segments().get(name)).map(Segment::getId);
                steps.add(new Select(warehouse, Kind.SEGMENT, name, id, true, Optional.empty()));
            }
        }
        synced.forEach((name, id) ->
                steps.add(new Select(warehouse, Kind.SEGMENT, name, Optional.of(id), false, Optional.empty())));
    }

    private void properties() {
        var unsynced = new HashSet<>(selected.getUnsyncedPropertyIdsList());
        sync.withoutProperties()
                .forEach((level, keys) -> keys.forEach(key -> {
                    var property = property(level, key);
                    if (!unsynced.remove(property.getId())) {
                        steps.add(select(property, false));
                    }
                }));
        present.properties().stream()
                .filter(each -> unsynced.contains(each.getId()))
                .forEach(each -> steps.add(select(each, true)));
    }

    private Select select(Property property, boolean synced) {
        return new Select(
                warehouse, Kind.PROPERTY, property.getKey(), Optional.of(property.getId()), synced, Optional.empty());
    }

    private Property property(String level, String key) {
        return present.properties().stream()
                .filter(each -> levelName(each.getLevel()).equals(level)
                        && each.getKey().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailure("%s.without_properties.%s: no property \"%s\" of this level was seen"
                                .formatted(field(), level, key)));
    }

    static String levelName(PropertyLevel level) {
        return level.name().substring("PROPERTY_LEVEL_".length()).toLowerCase(Locale.ROOT);
    }

    private void requireKnown(String part, Iterable<String> names, Set<String> some, Set<String> others) {
        for (var name : names) {
            if (!some.contains(name) && !others.contains(name)) {
                throw new CommandFailure("%s.%s: \"%s\" is not defined".formatted(field(), part, name));
            }
        }
    }

    private String field() {
        return "warehouses.%s.sync".formatted(warehouse);
    }

    /** What the selections of a warehouse look like in a file. */
    static Wanted.Sync written(Present present, String warehouse) {
        var selected = present.selections().get(warehouse);
        var events = selected.getEventsList().stream()
                .filter(EventSelection::getSynced)
                .toList();
        var segments = present.segments().values().stream().collect(Collectors.toMap(Segment::getId, Segment::getName));
        Map<String, List<String>> without = present.properties().stream()
                .filter(each -> selected.getUnsyncedPropertyIdsList().contains(each.getId()))
                .collect(Collectors.groupingBy(
                        each -> levelName(each.getLevel()), Collectors.mapping(Property::getKey, Collectors.toList())));
        return new Wanted.Sync(
                events.stream()
                        .map(each -> present.eventName(each.getEventDefinitionId()))
                        .sorted()
                        .toList(),
                events.stream()
                        .filter(EventSelection::hasSince)
                        .collect(Collectors.toMap(
                                each -> present.eventName(each.getEventDefinitionId()),
                                each -> Timestamps.instant(each.getSince()).toString())),
                selected.getSegmentsList().stream()
                        .filter(SegmentSelection::getSynced)
                        .map(each -> segments.get(each.getSegmentId()))
                        .sorted()
                        .toList(),
                without);
    }
}
