package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A warehouse shows readers whole runs only, and touches nothing that is not its own. */
public abstract class WarehouseContract extends OneWarehouse {

    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final String ROWS = "SELECT n FROM shop_test.first";

    private Warehouse open() {
        return engine.open(LAYOUT);
    }

    private void publishTable(String name) {
        try (var warehouse = open()) {
            makeTable(warehouse, name);
            warehouse.commit();
            warehouse.publish();
        }
    }

    private static void makeTable(Warehouse warehouse, String name) {
        warehouse.execute("CREATE SCHEMA IF NOT EXISTS shop_test");
        warehouse.execute("CREATE TABLE %s (n BIGINT)".formatted(warehouse.table(name)));
    }

    private List<List<String>> publishedTables() {
        return engine.read(
                "SELECT lower(table_name) FROM information_schema.tables WHERE lower(table_schema) = 'shop_test' ORDER BY 1");
    }

    private static List<List<String>> column(String... values) {
        return List.of(values).stream().map(List::of).toList();
    }

    private List<String> standingTables() {
        try (var warehouse = open()) {
            return warehouse.inspect().tables().keySet().stream().sorted().toList();
        }
    }

    @Test
    void runThatIsNotCommittedLeavesNoTrace() {
        publishTable("first");
        try (var warehouse = open()) {
            makeTableWhereItIsPartOfTheRun(warehouse, "second");
            changeRows(warehouse);
        }
        assertEquals(List.of("first"), standingTables());
        assertEquals(column("first"), publishedTables());
        assertEquals(List.of(), engine.read(ROWS));
        assertEquals(0, cursors().logPosition());
    }

    @Test
    void readersSeeNothingOfARunBeforeItIsDone() {
        publishTable("first");
        try (var warehouse = open()) {
            makeTableWhereItIsPartOfTheRun(warehouse, "second");
            changeRows(warehouse);
            assertEquals(column("first"), publishedTables());
            assertEquals(List.of(), engine.read(ROWS));
            warehouse.commit();
            warehouse.publish();
        }
        assertTrue(publishedTables().contains(List.of("first")));
        assertEquals(column("1"), engine.read(ROWS));
        assertEquals(5, cursors().logPosition());
    }

    /** Not all of an engine's shapes can be taken back. */
    private static void makeTableWhereItIsPartOfTheRun(Warehouse warehouse, String name) {
        if (!warehouse.commitsShapes()) {
            makeTable(warehouse, name);
        }
    }

    private static void changeRows(Warehouse warehouse) {
        warehouse.beginRows();
        warehouse.execute("INSERT INTO %s VALUES (1)".formatted(warehouse.table("first")));
        warehouse.insert(warehouse.raw("cursors"), List.of("log_position", "feed_position"), List.of(List.of(5L, 6L)));
    }

    private Warehouse.Cursors cursors() {
        try (var warehouse = open()) {
            return warehouse.cursors();
        }
    }

    @Test
    void viewsThatPeopleMadeSurvivePublishingAndRebuilds() {
        publishTable("first");
        engine.execute("CREATE VIEW shop_test.mine AS SELECT n FROM shop_test.first");
        engine.execute("CREATE SCHEMA reports");
        engine.execute("CREATE VIEW reports.of_mine AS SELECT count(*) AS counted FROM shop_test.mine");
        try (var warehouse = open()) {
            warehouse
                    .dialect()
                    .replaceTable(warehouse.table("first"), "SELECT CAST(7 AS BIGINT) AS n, 'x' AS more")
                    .all()
                    .forEach(warehouse::execute);
            warehouse.commit();
            warehouse.publish();
        }
        assertEquals(
                List.of(List.of("7", "1")),
                engine.read("SELECT (SELECT n FROM shop_test.mine), counted FROM reports.of_mine"));
    }

    @Test
    void viewsThatPeopleDroppedStayDropped() {
        publishTable("first");
        engine.execute("CREATE VIEW shop_test.mine AS SELECT n FROM shop_test.first");
        publishTable("second");
        engine.execute("DROP VIEW shop_test.mine");
        publishTable("third");
        assertThrows(Engine.Refused.class, () -> engine.read("SELECT n FROM shop_test.mine"));
    }

    /** As when a run dies between the two. */
    @Test
    void whatWasCommittedButNotPublishedIsShownByTheNextRun() {
        publishTable("first");
        try (var warehouse = open()) {
            makeTable(warehouse, "second");
            warehouse.commit();
        }
        assertEquals(List.of("first", "second"), standingTables());
        try (var warehouse = open()) {
            warehouse.publish();
        }
        assertEquals(column("first", "second"), publishedTables());
    }

    @Test
    void planningMakesNothing() {
        try (var warehouse = engine.openForPlanning(LAYOUT)) {
            assertFalse(warehouse.inspect().schemaExists());
            makeTableWhereItIsPartOfTheRun(warehouse, "first");
        }
        assertEquals(
                List.of(),
                engine.read("SELECT schema_name FROM information_schema.schemata"
                        + " WHERE lower(schema_name) LIKE 'shop_test%'"));
    }

    @Test
    void planningSeesWhatStandsAndLeavesItSo() {
        publishTable("first");
        try (var warehouse = engine.openForPlanning(LAYOUT)) {
            assertTrue(warehouse.inspect().tables().containsKey("first"));
            makeTableWhereItIsPartOfTheRun(warehouse, "second");
        }
        assertEquals(List.of("first"), standingTables());
        assertEquals(column("first"), publishedTables());
    }

    @Test
    void schemaThatSluiceDidNotMakeIsRefused() {
        engine.execute("CREATE SCHEMA shop_test");
        engine.execute("CREATE TABLE shop_test.precious (n BIGINT)");
        var refusal = assertThrows(WarehouseFailure.Unusable.class, this::open);
        assertTrue(refusal.getMessage().contains("did not make"), refusal::getMessage);
        assertEquals(column("precious"), publishedTables());
    }

    @Test
    void viewsThatPeopleMadeSurviveCompaction() {
        publishUsers();
        engine.execute("CREATE VIEW shop_test.mine AS SELECT identity FROM shop_test.users");
        deleteAndCompact();
        assertEquals(column("bob"), engine.read("SELECT identity FROM shop_test.mine"));
    }

    @Test
    void runsGoOnAfterCompaction() {
        publishUsers();
        deleteAndCompact();
        try (var warehouse = open()) {
            assertEquals(1, warehouse.cursors().logPosition());
            assertEquals(2, warehouse.inspect().tables().get("users").size());
            assertEquals(0, warehouse.count(warehouse.raw("event_rows")));
            warehouse.beginRows();
            warehouse.execute("INSERT INTO %s VALUES (3, 'new')".formatted(warehouse.table("users")));
            warehouse.commit();
            warehouse.publish();
        }
        assertEquals(column("2", "3"), engine.read("SELECT user_id FROM shop_test.all_events ORDER BY user_id"));
    }

    private void publishUsers() {
        try (var warehouse = open()) {
            warehouse.execute("CREATE SCHEMA shop_test");
            var users = warehouse.table("users");
            warehouse.execute("CREATE TABLE %s (user_id BIGINT, identity VARCHAR)".formatted(users));
            warehouse
                    .dialect()
                    .replaceView(warehouse.table("all_events"), "SELECT user_id FROM " + users)
                    .forEach(warehouse::execute);
            warehouse.beginRows();
            warehouse.execute("INSERT INTO %s VALUES (1, 'ann'), (2, 'bob')".formatted(users));
            warehouse.insert(
                    warehouse.raw("cursors"),
                    List.of("log_position", "feed_position", "run_id", "snapshot_revision"),
                    List.of(List.of(1L, 2L, "run", 3L)));
            warehouse.commit();
            warehouse.publish();
        }
    }

    private void deleteAndCompact() {
        try (var warehouse = open()) {
            warehouse.beginRows();
            warehouse.execute("DELETE FROM %s WHERE identity = 'ann'".formatted(warehouse.table("users")));
            warehouse.commit();
            warehouse.compact();
            warehouse.publish();
        }
    }
}
