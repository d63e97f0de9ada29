package dev.sluice.local.law;

import java.util.List;

/** Plays a story in a world of its own and holds it to the laws after every sync, and to the last ones at its end. */
final class Telling {

    private final World world = new World();
    private final List<Law> laws = List.of(
            new NothingLeftLaw(),
            new KeyLaw(),
            new RowLaw(),
            new MemberLaw(),
            new FrozenLaw(),
            new ValueLaw(),
            new UserValueLaw(),
            new KeptValueLaw(),
            new ArchivedValueLaw());

    /** Whether the warehouses have been shown to anybody. */
    private boolean synced;

    /** @throws AssertionError that tells the story, and where and how it broke a law */
    static void of(Story story) {
        new Telling().tell(story);
    }

    private void tell(Story story) {
        int told = 0;
        try {
            for (var step : story.steps()) {
                told++;
                play(step);
            }
            told++;
            settle();
        } catch (AssertionError | RuntimeException e) {
            throw broken(story, told, e);
        }
    }

    private void play(Step step) {
        step.play(world);
        switch (world.hasFillsLeft() ? Step.Effect.UNSURE : step.effect()) {
            case NONE -> {}
            case UNSURE -> laws.forEach(law -> law.unsure(world));
            case SYNCED -> {
                synced = true;
                hold();
            }
        }
    }

    private void hold() {
        try (var warehouse = world.open()) {
            var moment = Moment.of(world, warehouse);
            laws.forEach(law -> law.hold(moment));
        }
    }

    /** With what the way here has left: gaps, frozen tables, tables that were rebuilt and users who moved. */
    private void prove() {
        Difference.none("what was proven", List.of(), world.runs().differences());
        Difference.none(
                "what was proven elsewhere", List.of(), world.elsewhere().differences());
    }

    /** Everything is restored and toggled on and every gap is filled, so nothing is left of the way here. */
    private void settle() {
        if (synced) {
            prove();
        }
        world.events().settle();
        world.segments().settle();
        world.properties().settle();
        sync();
        prove();
        world.fillGaps();
        laws.forEach(law -> law.unsure(world));
        sync();
        Difference.none("gaps", List.of(), world.gaps());
        try (var grown = world.open();
                var fresh = world.fresh()) {
            Difference.none(new Dump(fresh).everything(world.schema()), new Dump(grown).everything(world.schema()));
            Difference.none(
                    new Dump(grown).everything(world.schema()),
                    world.elsewhere().everything());
            Settled.hold(Moment.of(world, grown));
        }
    }

    private void sync() {
        play(new Step.Sync(Step.Fills.IN_THE_RUN));
    }

    private static AssertionError broken(Story story, int told, Throwable cause) {
        String where = told > story.steps().size() ? "when all is settled" : "at step " + told;
        System.out.printf("a story of %d steps breaks a law %s%n", story.steps().size(), where);
        return new AssertionError("%s%n%s, %s".formatted(story, where, cause.getMessage()), cause);
    }
}
