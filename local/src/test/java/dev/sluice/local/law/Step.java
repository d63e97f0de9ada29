package dev.sluice.local.law;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that happens in a history. What does not fit the state, such as archiving what is archived, changes
 * nothing; so every part of a history is a history, and those that break a law can be made smaller.
 */
sealed interface Step
        permits EventStep,
                SegmentStep,
                PropertyStep,
                MergeStep,
                Step.Capture,
                Step.CaptureAgain,
                Step.Sync,
                Step.SyncOnly,
                Step.KilledSync {

    void play(World world);

    /** One line of a story. */
    String tell();

    default Effect effect() {
        return Effect.NONE;
    }

    /** What a step may have done to the tables. */
    enum Effect {
        NONE,
        /** A run may have written to them, or not. */
        UNSURE,
        SYNCED
    }

    record Capture(List<Call> calls) implements Step {

        @Override
        public void play(World world) {
            world.capture(calls);
        }

        @Override
        public String tell() {
            return calls.stream().map(Call::tell).collect(Collectors.joining("; ", "capture ", ""));
        }
    }

    record CaptureAgain(int calls) implements Step {

        @Override
        public void play(World world) {
            world.repeat(calls);
        }

        @Override
        public String tell() {
            return "capture the last %d calls again".formatted(calls);
        }
    }

    record Sync(Fills fills) implements Step {

        @Override
        public void play(World world) {
            world.sync(fills);
        }

        @Override
        public Effect effect() {
            return fills == Fills.LEFT_GOING ? Effect.UNSURE : Effect.SYNCED;
        }

        @Override
        public String tell() {
            return "sync" + fills.words();
        }
    }

    /** The tables of other events wait. */
    record SyncOnly(NamedEvent event) implements Step {

        @Override
        public void play(World world) {
            world.syncOnly(event);
        }

        @Override
        public Effect effect() {
            return Effect.UNSURE;
        }

        @Override
        public String tell() {
            return "sync only " + event.label();
        }
    }

    /** How tables that are new are filled. */
    enum Fills {
        IN_THE_RUN(""),
        IN_SLICES(", filling in slices"),
        LEFT_GOING(", leaving its fill to go on");

        private final String words;

        Fills(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    record KilledSync(boolean inSlices, Duration life) implements Step {

        @Override
        public void play(World world) {
            world.runAndKill(inSlices, life);
        }

        @Override
        public Effect effect() {
            return Effect.UNSURE;
        }

        @Override
        public String tell() {
            return new Sync(inSlices ? Fills.IN_SLICES : Fills.IN_THE_RUN).tell()
                    + ", and kill it after %d ms".formatted(life.toMillis());
        }
    }
}
