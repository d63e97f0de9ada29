package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Desired.SegmentTable;
import dev.sluice.worker.plan.SyncState;
import dev.sluice.worker.run.SegmentRuns.Stay;
import dev.sluice.worker.run.SegmentWorld.Event;
import dev.sluice.worker.run.SegmentWorld.Write;
import dev.sluice.worker.segment.SegmentArbitraries;
import dev.sluice.worker.segment.SegmentCondition;
import dev.sluice.worker.segment.SegmentOracle;
import dev.sluice.worker.warehouse.contract.Contract;
import dev.sluice.worker.warehouse.contract.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Segments are a function of the data and the time, whatever was asked before, and when. */
public abstract class SegmentContract implements Contract {

    /** What happens before a run, and which of the conditions two segments have by then. */
    record Step(
            int minutes,
            List<Event> events,
            List<Write> writes,
            Map<Long, Long> targets,
            int first,
            int second,
            SyncState secondState) {}

    @Property(tries = 8, edgeCases = EdgeCasesMode.NONE)
    void followingStepByStepEqualsAskingFromNothing(
            @ForAll("conditions") List<SegmentCondition> conditions, @ForAll("histories") List<Step> steps) {
        try (var followed = engine();
                var anew = followed.fresh()) {
            new History(conditions, followed, anew).follow(steps);
        }
    }

    private static final class History {
        private final List<SegmentCondition> conditions;
        private final SegmentWorld world = new SegmentWorld();
        private final SegmentRuns followed;
        private final SegmentRuns anew;
        private Map<Long, Stay> secondWhenLastSynced;
        private int minute = 20;

        History(List<SegmentCondition> conditions, Engine followed, Engine anew) {
            this.conditions = conditions;
            this.followed = new SegmentRuns(followed);
            this.anew = new SegmentRuns(anew);
        }

        void follow(List<Step> steps) {
            for (var step : steps) {
                minute += step.minutes();
                var landed = happen(step);
                var segments = segments(step);
                var done = followed.run(world, landed, segments, now());
                checkAgainstOracle(segments, done);
                checkFrozen(step, done);
            }
            checkAgainstAnew(segments(steps.getLast()));
        }

        private Instant now() {
            return SegmentWorld.minute(minute);
        }

        private List<Event> happen(Step step) {
            var landed = new ArrayList<Event>();
            for (var event : step.events()) {
                long id = world.events() + landed.size() + 1;
                landed.add(new Event(id, event.account(), event.minute(), event.path()));
            }
            world.add(landed);
            world.write(step.writes());
            world.identify(step.targets());
            return landed;
        }

        private Map<SegmentTable, SegmentCondition> segments(Step step) {
            var segments = new LinkedHashMap<SegmentTable, SegmentCondition>();
            segments.put(segment(1, step.first(), SyncState.SYNCED), conditions.get(step.first()));
            segments.put(segment(2, step.second(), step.secondState()), conditions.get(step.second()));
            return segments;
        }

        private static SegmentTable segment(long id, int condition, SyncState state) {
            return new SegmentTable(id, "S" + id, "segment_" + id, condition + 1L, "f" + condition, state);
        }

        private void checkAgainstOracle(Map<SegmentTable, SegmentCondition> segments, SegmentRuns.Done done) {
            Map<Long, Collection<Long>> matches = Map.of(
                    1L,
                            world.all().stream()
                                    .filter(event -> event.path() == null)
                                    .map(Event::id)
                                    .toList(),
                    2L, followed.pageviewsOfSessionsFromPageA());
            var changes = new ArrayList<Instant>();
            segments.forEach((segment, condition) -> {
                if (segment.state() == SyncState.SYNCED) {
                    var expected = new TreeMap<Long, Stay>();
                    for (long user : world.users()) {
                        var member = SegmentOracle.of(condition, world.history(user, matches), now());
                        member.enteredAt().ifPresent(entered -> expected.put(user, new Stay(entered, now())));
                        member.changesAt().ifPresent(changes::add);
                    }
                    assertEquals(expected, done.tables().get(segment.segmentId()));
                }
            });
            assertEquals(
                    changes.stream().min(Instant::compareTo), done.members().changesAt());
        }

        private void checkFrozen(Step step, SegmentRuns.Done done) {
            if (step.secondState() == SyncState.SYNCED) {
                secondWhenLastSynced = done.tables().get(2L);
            } else {
                assertEquals(secondWhenLastSynced, done.tables().get(2L), "a frozen table stays as it is");
            }
        }

        private void checkAgainstAnew(Map<SegmentTable, SegmentCondition> segments) {
            var last = followed.run(world, List.of(), segments, now());
            assertTrue(last.plan().isEmpty(), "a run after a run plans nothing");
            world.tellAnew();
            var fromNothing = anew.run(world, world.all(), segments, now());
            fromNothing
                    .tables()
                    .forEach((segment, users) ->
                            assertEquals(users, last.tables().get(segment)));
            assertEquals(fromNothing.members().changesAt(), last.members().changesAt());
        }
    }

    @Provide
    Arbitrary<List<SegmentCondition>> conditions() {
        return SegmentArbitraries.conditions().list().ofSize(3);
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 15),
                        events().list().ofMaxSize(6),
                        writes().list().ofMaxSize(3),
                        targets(),
                        Arbitraries.of(0, 0, 0, 0, 1),
                        Arbitraries.of(2, 2, 2, 2, 0),
                        Arbitraries.of(SyncState.SYNCED, SyncState.SYNCED, SyncState.SYNCED, SyncState.FROZEN))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Arbitrary<Event> events() {
        return Combinators.combine(
                        accounts(), minutes(), Arbitraries.of("/a", "/b").injectNull(0.5))
                .as((account, minute, path) -> new Event(0, account, minute, path));
    }

    private static Arbitrary<Write> writes() {
        return Combinators.combine(accounts(), Arbitraries.of("plan", "city"), Arbitraries.of("a", "b1"), minutes())
                .as(Write::new);
    }

    /** Who the anonymous ones turn out to be, or no longer are; and of the two known ones one may become the other. */
    private static Arbitrary<Map<Long, Long>> targets() {
        var anonymous = Combinators.combine(Arbitraries.longs().between(1, 3), Arbitraries.of(0L, 4L, 5L))
                .as((account, target) -> Map.of(account, target == 0 ? account : target));
        var known = Arbitraries.of(4L, 5L).map(target -> Map.of(5L, target));
        return Arbitraries.oneOf(anonymous, anonymous, known).injectNull(0.3).map(map -> map == null ? Map.of() : map);
    }

    private static Arbitrary<Long> accounts() {
        return Arbitraries.longs().between(1, 5);
    }

    private static Arbitrary<Integer> minutes() {
        return Arbitraries.integers().between(0, 75);
    }
}
