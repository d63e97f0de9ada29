package dev.sluice.local.law;

/** Something is decided about properties. */
sealed interface PropertyStep extends Step {

    record ArchiveProperty(NamedProperty property) implements PropertyStep {

        @Override
        public void play(World world) {
            world.properties().archive(property);
        }

        @Override
        public String tell() {
            return "archive property " + property.key();
        }
    }

    record RestoreProperty(NamedProperty property) implements PropertyStep {

        @Override
        public void play(World world) {
            world.properties().restore(property);
        }

        @Override
        public String tell() {
            return "restore property " + property.key();
        }
    }

    record UnsyncProperty(NamedProperty property) implements PropertyStep {

        @Override
        public void play(World world) {
            world.properties().unsync(property);
        }

        @Override
        public String tell() {
            return "unsync property " + property.key();
        }
    }

    record SyncProperty(NamedProperty property) implements PropertyStep {

        @Override
        public void play(World world) {
            world.properties().sync(property);
        }

        @Override
        public String tell() {
            return "sync property " + property.key();
        }
    }

    record UnsyncNumbers() implements PropertyStep {

        @Override
        public void play(World world) {
            world.properties().unsyncNumbers();
        }

        @Override
        public String tell() {
            return "unsync the category of the properties Amount and count";
        }
    }

    record SyncNumbers() implements PropertyStep {

        @Override
        public void play(World world) {
            world.properties().syncNumbers();
        }

        @Override
        public String tell() {
            return "sync the category of the properties Amount and count";
        }
    }

    record Backfill(NamedProperty property) implements PropertyStep {

        @Override
        public void play(World world) {
            world.backfill(property);
        }

        @Override
        public Effect effect() {
            return Effect.UNSURE;
        }

        @Override
        public String tell() {
            return "backfill property " + property.key();
        }
    }
}
