package dev.sluice.worker.membership;

import dev.sluice.worker.plan.Actual;
import dev.sluice.worker.plan.SegmentDiff;
import dev.sluice.worker.segment.SegmentCondition;
import dev.sluice.worker.segment.SegmentNeeds;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.tagging.Tagging;
import dev.sluice.worker.warehouse.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out who is in which segment. Conditions are asked in Java only; the verdicts reach the warehouse as data, and
 * there they are compared with what was known before.
 */
@ApplicationScoped
public class Memberships {

    private final Tagging tagging;

    public Memberships(Tagging tagging) {
        this.tagging = tagging;
    }

    /**
     * What a run looks at.
     *
     * @param actual what stood in the warehouse before the run
     * @param head the log position up to which raw events have landed
     * @param started when the run began
     * @param dry users who have landed are in no feed yet
     */
    public record Question(SyncSnapshot snapshot, Actual actual, long head, Instant started, boolean dry) {}

    /** To be called once in a run, when everything has landed and before event tables are tagged. */
    public FoundMembers find(Warehouse warehouse, Question question) {
        var states = new SegmentStates(warehouse);
        // Warehouses keep whole microseconds.
        var asOf = states.asOf(question.started().truncatedTo(ChronoUnit.MICROS));
        var evaluation = evaluation(warehouse, question, asOf);
        states.keepOnly(evaluation.followed().keySet());
        new CountedEvents(warehouse, tagging, question.snapshot()).update(question.head());
        if (evaluation.isEmpty()) {
            return new FoundMembers(asOf, Optional.empty(), Map.of());
        }
        new Candidates(warehouse).find(asOf);
        evaluate(warehouse, evaluation, question);
        var evidence = states.compare();
        return new FoundMembers(asOf, states.changesAt(), evidence);
    }

    private static Evaluation evaluation(Warehouse warehouse, Question question, Instant asOf) {
        var anew = new HashMap<Long, SegmentCondition>();
        var followed = new HashMap<Long, SegmentCondition>();
        var conditions = question.snapshot().segments().conditions();
        for (var diff :
                SegmentDiff.between(question.actual(), question.snapshot().desired())) {
            long id = diff.desired().segmentId();
            switch (diff) {
                case SegmentDiff.Create _, SegmentDiff.Replace _ -> anew.put(id, conditions.get(id));
                case SegmentDiff.Follow _ -> followed.put(id, conditions.get(id));
                case SegmentDiff.LeftOut _, SegmentDiff.Keep _, SegmentDiff.Nothing _ -> {}
            }
        }
        return new Evaluation(warehouse, anew, followed, asOf);
    }

    private static void evaluate(Warehouse warehouse, Evaluation evaluation, Question question) {
        var needs = SegmentNeeds.of(Stream.of(evaluation.anew(), evaluation.followed())
                .flatMap(some -> some.values().stream())
                .toList());
        var storedNames = new HashMap<>(question.snapshot().segments().storedNames());
        storedNames.keySet().retainAll(needs.properties());
        var users = new EvaluatedUsers(warehouse, storedNames);
        evaluation.over(users, users.gather(!evaluation.anew().isEmpty(), question.dry()));
    }
}
