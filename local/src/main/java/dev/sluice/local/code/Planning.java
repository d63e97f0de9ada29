package dev.sluice.local.code;

import com.google.protobuf.Message;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.local.code.Step.ArchiveEvent;
import dev.sluice.local.code.Step.ArchiveSegment;
import dev.sluice.local.code.Step.DefineEvent;
import dev.sluice.local.code.Step.DefineSegment;
import dev.sluice.local.console.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what files want with what is there; the steps are in the order in which they can be taken. */
final class Planning {

    private final Wanted wanted;
    private final Present present;
    private final EventIds ids;
    private final List<Step> steps = new ArrayList<>();

    private Planning(Wanted wanted, Present present) {
        this.wanted = wanted;
        this.present = present;
        this.ids = EventIds.before(wanted, present);
    }

    /**
     * @param prune whether definitions that the files do not name are archived
     * @throws CommandFailure names the field that cannot be meant
     */
    static List<Step> steps(Wanted wanted, Present present, boolean prune) {
        var planning = new Planning(wanted, present);
        planning.defineEvents();
        planning.defineSegments();
        planning.steps.addAll(SelectionPlanning.steps(wanted, present));
        planning.steps.addAll(SchedulePlanning.steps(wanted, present, planning.ids));
        if (prune) {
            planning.archive();
        }
        return planning.steps;
    }

    private void defineEvents() {
        var placed = new LinkedHashSet<String>();
        wanted.events().keySet().forEach(name -> place(name, placed, new LinkedHashSet<>()));
        placed.forEach(this::define);
    }

    /** Parts of a combo come before it; parts that are no new ones are there already. */
    private void place(String name, Set<String> placed, Set<String> above) {
        if (placed.contains(name) || !wanted.events().containsKey(name)) {
            return;
        }
        if (!above.add(name)) {
            throw new CommandFailure(
                    "events.%s.matcher: a combo is a part of itself: %s".formatted(name, String.join(", ", above)));
        }
        Expressions.parts(wanted.events().get(name).matcher()).forEach(part -> place(part, placed, above));
        above.remove(name);
        placed.add(name);
    }

    private void define(String name) {
        var event = wanted.events().get(name);
        var matcher =
                Wrong.at("events.%s.matcher".formatted(name), () -> Expressions.matcher(event.matcher(), ids::of));
        var there = Optional.ofNullable(present.events().get(name));
        var changed = there.map(each -> changed(each, event, matcher)).orElse(List.of());
        if (there.isEmpty() || !changed.isEmpty()) {
            steps.add(new DefineEvent(name, event, there, changed));
        }
    }

    private static List<String> changed(EventDefinition there, Wanted.Event event, Matcher matcher) {
        var changed = new ArrayList<String>();
        note(changed, "restore", Present.isActive(there));
        note(changed, "matcher", AsWritten.of(there.getMatcher()).equals(matcher));
        note(changed, "category", there.getCategory().equals(event.category()));
        note(changed, "note", there.getNote().equals(event.note()));
        return changed;
    }

    private void defineSegments() {
        wanted.segments().forEach((name, segment) -> {
            var condition = Wrong.at(
                    "segments.%s.condition".formatted(name), () -> Expressions.condition(segment.condition(), ids::of));
            var there = Optional.ofNullable(present.segments().get(name));
            var changed = there.map(each -> changed(each, condition)).orElse(List.of());
            if (there.isEmpty() || !changed.isEmpty()) {
                steps.add(new DefineSegment(name, segment, there, changed));
            }
        });
    }

    private static List<String> changed(Segment there, Message condition) {
        var changed = new ArrayList<String>();
        note(changed, "restore", Present.isActive(there));
        note(changed, "condition", there.getCondition().equals(condition));
        return changed;
    }

    private static void note(List<String> changed, String what, boolean same) {
        if (!same) {
            changed.add(what);
        }
    }

    /** Segments first: they may ask for events. */
    private void archive() {
        present.segments().values().stream()
                .filter(each -> Present.isActive(each) && !wanted.segments().containsKey(each.getName()))
                .forEach(each -> steps.add(new ArchiveSegment(each)));
        present.events().values().stream()
                .filter(each -> Present.isActive(each) && !wanted.events().containsKey(each.getName()))
                .forEach(each -> steps.add(new ArchiveEvent(each)));
    }
}
