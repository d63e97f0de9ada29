package dev.sluice.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.duckdb.DuckDbDialects;
import dev.sluice.worker.warehouse.postgres.PostgresDialects;
import dev.sluice.worker.warehouse.snowflake.SnowflakeDialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each story's plan is the one that was reviewed and kept. To record plans anew, run the test with {@code
 * -Dsluice.golden.record=true} and review the difference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenPlanTest {

    private static final Path KEPT = Path.of("src/test/resources/plans");
    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final Map<String, Dialect> DIALECTS = Map.of(
            "duckdb", DuckDbDialects.duckDb(),
            "postgres", PostgresDialects.postgres(LAYOUT),
            "snowflake", SnowflakeDialects.snowflake());

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void planIsTheOneThatWasReviewed(String name, PlanStories.Story story) throws IOException {
        kept(name, dialect -> plan(story, dialect));
    }

    private static void kept(String name, Function<Dialect, Plan> planning) throws IOException {
        for (var engine : DIALECTS.entrySet()) {
            Path file = KEPT.resolve(name.replaceAll("\\W+", "_") + "." + engine.getKey() + ".sql");
            kept(file, print(planning.apply(engine.getValue())));
        }
    }

    private static void kept(Path file, String printed) throws IOException {
        if (Boolean.getBoolean("sluice.golden.record")) {
            Files.createDirectories(KEPT);
            Files.writeString(file, printed);
        }
        assertEquals(Files.readString(file), printed);
    }

    @Test
    void nothingNewPlansNothing() {
        var story = PlanStories.all().getFirst();
        var tables = new TreeMap<>(BuiltIn.TABLES);
        tables.put("order", BuiltIn.EVENT_COLUMNS);
        var event = story.desired().events().getFirst();
        var applied = new Actual.AppliedEvent(
                event.definitionId(),
                event.name(),
                event.table(),
                event.revision(),
                event.fingerprint(),
                event.state());
        var actual = new Actual(
                true, tables, Map.of(), Map.of(7L, applied), List.of("pageviews", "order"), List.of(), Map.of());
        assertTrue(plan(
                        new PlanStories.Story("nothing", actual, story.desired(), new EvidenceStory()),
                        DuckDbDialects.duckDb())
                .isEmpty());
    }

    /** The late event makes an earlier one match: that one landed before the run, and yet its value is missing. */
    @Test
    void tableWithoutTheColumnOfAnArchivedPropertyLacksAllItsValues() {
        var story = PlanStories.all().stream()
                .filter(told -> told.name().contains("into a table without its column"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                new Change.OpenGap(
                        new Gap("order", "revenue", 0, OptionalLong.empty()), new Column("revenue", ColumnType.DOUBLE)),
                plan(story, DuckDbDialects.duckDb()).changes().getFirst().change());
    }

    private static final List<Gap> GAPS = List.of(
            new Gap("order", "revenue", 20, OptionalLong.of(40)),
            new Gap("order", "revenue", 60, OptionalLong.empty()),
            new Gap("order", "coupon", 0, OptionalLong.empty()));

    private static Plan backfill(SyncState state, boolean archived, Dialect dialect) {
        var revenue =
                new Desired.PropertyColumn(5, "revenue", new Column("revenue", ColumnType.DOUBLE), true, archived);
        var event = new Desired.EventTable(7, "Order", "order", 1, "f1", state);
        var actual = new Actual(
                true,
                Map.of("order", List.of(new Column("revenue", ColumnType.BIGINT))),
                Map.of("order", 20L),
                Map.of(7L, new Actual.AppliedEvent(7, "Order", "order", 1, "f1", state)),
                List.of(),
                GAPS,
                Map.of());
        var desired = new Desired(42, List.of(event), Map.of("revenue", revenue), Map.of());
        return BackfillPlanner.plan(actual, desired, 5, Map.of(GAPS.get(0), 3L, GAPS.get(1), 4L), dialect, LAYOUT);
    }

    @Test
    void backfillTouchesOneColumn() throws IOException {
        kept("a backfill of a property with two gaps", dialect -> backfill(SyncState.SYNCED, false, dialect));
    }

    @Test
    void backfillLeavesAloneWhatStandsStillOrIsArchivedByThen() {
        assertTrue(backfill(SyncState.FROZEN, false, DuckDbDialects.duckDb()).isEmpty());
        assertTrue(backfill(SyncState.SYNCED, true, DuckDbDialects.duckDb()).isEmpty());
    }

    static Stream<Arguments> stories() {
        return PlanStories.all().stream().map(story -> Arguments.of(story.name(), story));
    }

    private static Plan plan(PlanStories.Story story, Dialect dialect) {
        var evidence = story.evidence().told();
        var reach = new EventDiff.Reach(evidence.landedAfter() + evidence.landedEvents(), story.most());
        return Planner.plan(
                story.actual(),
                story.desired(),
                EventDiff.between(story.actual(), story.desired(), reach),
                evidence,
                dialect,
                LAYOUT);
    }

    private static String print(Plan plan) {
        var text = new StringBuilder();
        for (var change : plan.changes()) {
            text.append("-- ")
                    .append(change.kind())
                    .append(": ")
                    .append(change.sentence())
                    .append(findings(change))
                    .append('\n');
            change.sql().forEach(statement -> text.append(statement).append(";\n"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String findings(PlannedChange change) {
        return change.findings().isEmpty()
                ? ""
                : change.findings().stream()
                        .map(finding -> finding.code()
                                + (finding.rows().isPresent()
                                        ? " " + finding.rows().getAsLong()
                                        : ""))
                        .collect(Collectors.joining(", ", " [", "]"));
    }
}
