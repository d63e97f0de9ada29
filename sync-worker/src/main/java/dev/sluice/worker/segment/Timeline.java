package dev.sluice.worker.segment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the truth of a condition goes over time: it holds from each step on, until the next.
 *
 * @param beginning before the first step
 * @param steps by time; each differs from what was before it
 */
record Timeline(Truth beginning, List<Step> steps) {

    Timeline {
        steps = List.copyOf(steps);
    }

    record Step(Instant from, Truth truth) {}

    static Timeline unknownBefore(Instant from, Truth truth) {
        return Builder.from(Truth.UNKNOWN).add(from, truth).build();
    }

    static Timeline allOf(List<Timeline> parts) {
        return combined(parts, Tally::allOf);
    }

    static Timeline anyOf(List<Timeline> parts) {
        return combined(parts, Tally::anyOf);
    }

    Timeline not() {
        return new Timeline(
                beginning.not(),
                steps.stream()
                        .map(step -> new Step(step.from(), step.truth().not()))
                        .toList());
    }

    /** The step after which it has been true without a break; empty if it is not true at that time. */
    Optional<Instant> trueSince(Instant time) {
        int place = placeAt(time);
        return place >= 0 && truthAt(place) == Truth.TRUE
                ? Optional.of(steps.get(place).from())
                : Optional.empty();
    }

    /** When it next becomes true, or stops being so. */
    Optional<Instant> nextChange(Instant time) {
        int place = placeAt(time);
        boolean holds = truthAt(place) == Truth.TRUE;
        return steps.stream()
                .skip(place + 1L)
                .filter(step -> (step.truth() == Truth.TRUE) != holds)
                .map(Step::from)
                .findFirst();
    }

    private Truth truthAt(int place) {
        return place < 0 ? beginning : steps.get(place).truth();
    }

    /** Of the step that was taken last; -1 for none. */
    private int placeAt(Instant time) {
        int place = steps.size() - 1;
        while (place >= 0 && steps.get(place).from().isAfter(time)) {
            place--;
        }
        return place;
    }

    private record Move(Instant at, Truth from, Truth to) {}

    /** Takes the steps of all parts in the order of their times, and counts: no part is asked twice. */
    private static Timeline combined(List<Timeline> parts, Function<Tally, Truth> verdict) {
        var tally = new Tally();
        parts.forEach(part -> tally.add(part.beginning()));
        var line = Builder.from(verdict.apply(tally));
        var moves = moves(parts);
        for (int i = 0; i < moves.size(); i++) {
            var move = moves.get(i);
            tally.move(move.from(), move.to());
            boolean lastOfItsTime =
                    i + 1 == moves.size() || !moves.get(i + 1).at().equals(move.at());
            if (lastOfItsTime) {
                line.add(move.at(), verdict.apply(tally));
            }
        }
        return line.build();
    }

    private static List<Move> moves(List<Timeline> parts) {
        var moves = new ArrayList<Move>();
        for (var part : parts) {
            Truth before = part.beginning();
            for (var step : part.steps()) {
                moves.add(new Move(step.from(), before, step.truth()));
                before = step.truth();
            }
        }
        moves.sort(Comparator.comparing(Move::at));
        return moves;
    }

    /** Takes truths in the order of their times and keeps those that differ. */
    static final class Builder {
        private final Truth beginning;
        private final List<Step> steps = new ArrayList<>();

        private Builder(Truth beginning) {
            this.beginning = beginning;
        }

        static Builder from(Truth beginning) {
            return new Builder(beginning);
        }

        Builder add(Instant from, Truth truth) {
            Truth before = steps.isEmpty() ? beginning : steps.getLast().truth();
            if (truth != before) {
                steps.add(new Step(from, truth));
            }
            return this;
        }

        Timeline build() {
            return new Timeline(beginning, steps);
        }
    }
}
