package dev.sluice.local.law;

/** Something is decided about an event. */
sealed interface EventStep extends Step {

    NamedEvent event();

    record Edit(NamedEvent event, Meaning meaning) implements EventStep {

        @Override
        public void play(World world) {
            world.events().edit(event, meaning);
        }

        @Override
        public String tell() {
            return "edit %s to mean %s".formatted(event.label(), meaning.tell());
        }
    }

    record Rename(NamedEvent event, String suffix) implements EventStep {

        @Override
        public void play(World world) {
            world.events().rename(event, event.label() + suffix);
        }

        @Override
        public String tell() {
            return "rename %s to %s%s".formatted(event.label(), event.label(), suffix);
        }
    }

    record Annotate(NamedEvent event, String note) implements EventStep {

        @Override
        public void play(World world) {
            world.events().annotate(event, note);
        }

        @Override
        public String tell() {
            return "annotate %s with \"%s\"".formatted(event.label(), note);
        }
    }

    record ArchiveEvent(NamedEvent event) implements EventStep {

        @Override
        public void play(World world) {
            world.events().archive(event);
        }

        @Override
        public String tell() {
            return "archive " + event.label();
        }
    }

    record RestoreEvent(NamedEvent event) implements EventStep {

        @Override
        public void play(World world) {
            world.events().restore(event);
        }

        @Override
        public String tell() {
            return "restore " + event.label();
        }
    }

    /** @param since null for all of history */
    record ToggleOn(NamedEvent event, Integer since) implements EventStep {

        @Override
        public void play(World world) {
            world.events().toggleOn(event, since);
        }

        @Override
        public String tell() {
            return "toggle %s on%s".formatted(event.label(), since == null ? "" : ", since @" + since);
        }
    }

    record ToggleOff(NamedEvent event) implements EventStep {

        @Override
        public void play(World world) {
            world.events().toggleOff(event);
        }

        @Override
        public String tell() {
            return "toggle %s off".formatted(event.label());
        }
    }
}
