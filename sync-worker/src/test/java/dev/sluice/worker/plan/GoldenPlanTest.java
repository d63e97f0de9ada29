package dev.sluice.worker.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.duckdb.DuckDbDialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void planIsTheOneThatWasReviewed(String name, PlanStories.Story story) throws IOException {
        String printed = print(plan(story));
        Path file = KEPT.resolve(name.replace(' ', '_') + ".duckdb.sql");
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
        var actual = new Actual(true, tables, Map.of(7L, applied), List.of("pageviews", "order"));
        var nothing = new Evidence(0, 0, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), 0, 0);
        var desired = new Desired(43, story.desired().events(), story.desired().eventProperties(), Map.of());
        assertTrue(Planner.plan(actual, desired, nothing, DuckDbDialects.duckDb(), Layout.of("shop_test"))
                .isEmpty());
    }

    static Stream<Arguments> stories() {
        return PlanStories.all().stream().map(story -> Arguments.of(story.name(), story));
    }

    private static Plan plan(PlanStories.Story story) {
        return Planner.plan(
                story.actual(), story.desired(), story.evidence(), DuckDbDialects.duckDb(), Layout.of("shop_test"));
    }

    private static String print(Plan plan) {
        var text = new StringBuilder();
        for (var change : plan.changes()) {
            text.append("-- ")
                    .append(change.kind())
                    .append(": ")
                    .append(change.sentence())
                    .append('\n');
            change.sql().forEach(statement -> text.append(statement).append(";\n"));
            text.append('\n');
        }
        return text.toString();
    }
}
