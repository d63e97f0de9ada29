package dev.sluice.local.law;

/** Something is decided about a segment. */
sealed interface SegmentStep extends Step {

    NamedSegment segment();

    record EditSegment(NamedSegment segment, Who who) implements SegmentStep {

        @Override
        public void play(World world) {
            world.segments().edit(segment, who);
        }

        @Override
        public String tell() {
            return "edit the segment %s to hold who %s".formatted(segment.label(), who.tell());
        }
    }

    record ArchiveSegment(NamedSegment segment) implements SegmentStep {

        @Override
        public void play(World world) {
            world.segments().archive(segment);
        }

        @Override
        public String tell() {
            return "archive the segment " + segment.label();
        }
    }

    record RestoreSegment(NamedSegment segment) implements SegmentStep {

        @Override
        public void play(World world) {
            world.segments().restore(segment);
        }

        @Override
        public String tell() {
            return "restore the segment " + segment.label();
        }
    }

    record ToggleSegmentOn(NamedSegment segment) implements SegmentStep {

        @Override
        public void play(World world) {
            world.segments().toggleOn(segment);
        }

        @Override
        public String tell() {
            return "toggle the segment %s on".formatted(segment.label());
        }
    }

    record ToggleSegmentOff(NamedSegment segment) implements SegmentStep {

        @Override
        public void play(World world) {
            world.segments().toggleOff(segment);
        }

        @Override
        public String tell() {
            return "toggle the segment %s off".formatted(segment.label());
        }
    }
}
