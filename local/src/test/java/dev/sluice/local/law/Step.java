package dev.sluice.local.law;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that happens in a history. What does not fit the state, such as archiving what is archived, changes
 * nothing; so every part of a history is a history, and those that break a law can be made smaller.
 */
sealed interface Step permits EventStep, PropertyStep, Step.Capture, Step.CaptureAgain, Step.Sync, Step.KilledSync {

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

    /** @param inSlices whether tables that are new are filled beside, as with a long history */
    record Sync(boolean inSlices) implements Step {

        @Override
        public void play(World world) {
            world.sync(inSlices);
        }

        @Override
        public Effect effect() {
            return Effect.SYNCED;
        }

        @Override
        public String tell() {
            return inSlices ? "sync, filling in slices" : "sync";
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
            return new Sync(inSlices).tell() + ", and kill it after %d ms".formatted(life.toMillis());
        }
    }
}
