package dev.sluice.local.law;

/** Somebody decides that two users are not one after all, or that they are. */
sealed interface MergeStep extends Step {

    /** Which of the calls captured so far that ask for a merge, counted from the first and round again. */
    int place();

    record Undo(int place) implements MergeStep {

        @Override
        public void play(World world) {
            world.undoMerge(place);
        }

        @Override
        public String tell() {
            return "undo merge %d of those asked for".formatted(place);
        }
    }

    record Restore(int place) implements MergeStep {

        @Override
        public void play(World world) {
            world.restoreMerge(place);
        }

        @Override
        public String tell() {
            return "restore merge %d of those asked for".formatted(place);
        }
    }
}
