package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.WarehouseFailure;
import dev.sluice.worker.warehouse.contract.Engine.Refused;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Another table in the place of one has all that people gave to that. */
class PostgresReplacementTest extends PostgresExample {

    private static final List<List<String>> NOW =
            List.of(List.of("1", "now 1"), List.of("2", "now 2"), List.of("3", "now 3"));

    /** Or these tests would be of tables that are refilled. */
    private void swap(String query) {
        var before = oid("sold");
        rebuild(query);
        assertNotEquals(before, oid("sold"));
    }

    @Test
    void grantsStay() {
        writer.execute("GRANT SELECT ON shop_test.sold TO " + somebody);
        writer.execute("GRANT UPDATE (name) ON shop_test.sold TO " + somebody);
        assertEquals(List.of(List.of("1", "first")), somebody.read(SOLD));
        swap(THREE);
        assertEquals(NOW, somebody.read(SOLD));
        somebody.execute("UPDATE shop_test.sold SET name = 'theirs' WHERE n = 1");
        assertThrows(Refused.class, () -> somebody.execute("UPDATE shop_test.sold SET n = 4"));
    }

    /** Tables and views that come later are granted by default; these are none, though they are made anew. */
    @Test
    void whatSomebodyMayNotReadStaysThatWay() {
        writer.execute("CREATE VIEW shop_test.mine AS SELECT n FROM shop_test.sold");
        writer.execute("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + somebody);
        try {
            swap(THREE);
            assertThrows(Refused.class, () -> somebody.read(SOLD));
            swap("SELECT 'many' AS n, 'b' AS name");
            assertThrows(Refused.class, () -> somebody.read(SOLD));
            assertThrows(Refused.class, () -> somebody.read("SELECT n FROM shop_test.mine"));
            assertEquals("many", value("SELECT n FROM shop_test.mine"));
        } finally {
            writer.execute("ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM " + somebody);
        }
    }

    @Test
    void replicaIdentityStays() {
        writer.execute("ALTER TABLE shop_test.sold REPLICA IDENTITY FULL");
        swap(THREE);
        assertEquals("f", value("SELECT relreplident FROM pg_class WHERE oid = CAST('shop_test.sold' AS regclass)"));
    }

    @Test
    void commentsStay() {
        writer.execute("COMMENT ON TABLE shop_test.sold IS 'what''s \"sold\"'");
        writer.execute("COMMENT ON COLUMN shop_test.sold.name IS 'of whom'");
        swap(THREE);
        assertEquals(
                List.of(List.of("what's \"sold\"", "of whom")),
                people.read("SELECT obj_description(oid, 'pg_class'), col_description(oid, 2) FROM pg_class"
                        + " WHERE oid = CAST('shop_test.sold' AS regclass)"));
    }

    @Test
    void indexesStayAndKeepTheirNames() {
        writer.execute("CREATE INDEX \"My Index\" ON shop_test.sold (lower(name)) WHERE n > 0");
        writer.execute("CREATE UNIQUE INDEX once ON shop_test.sold (n DESC) INCLUDE (name)");
        var indexes =
                "SELECT indexdef FROM pg_indexes WHERE schemaname = 'shop_test' AND tablename = 'sold' ORDER BY 1";
        var before = people.read(indexes);
        swap(THREE);
        assertEquals(before, people.read(indexes));
        assertThrows(Refused.class, () -> writer.execute("INSERT INTO shop_test.sold VALUES (1, 'again')"));
    }

    @Test
    void viewsAreTheSameViews() {
        writer.execute("CREATE VIEW shop_test.named AS SELECT name FROM shop_test.sold");
        writer.execute("CREATE VIEW shop_test.counted AS SELECT count(*) AS n FROM shop_test.named");
        writer.execute("CREATE VIEW shop_test.guarded WITH (security_barrier = true) AS SELECT * FROM shop_test.sold");
        writer.execute("CREATE VIEW shop_test.all_events AS SELECT n FROM shop_test.sold");
        var views = List.of("named", "counted", "guarded", "all_events");
        var before = views.stream().map(this::oid).toList();
        swap(THREE);
        assertEquals(before, views.stream().map(this::oid).toList());
        assertEquals(
                List.of("3", "3", "3", "3"),
                Stream.of("named", "guarded", "all_events", "sold")
                        .map(view -> value("SELECT count(*) FROM shop_test." + view))
                        .toList());
        assertEquals("3", value("SELECT n FROM shop_test.counted"));
        assertEquals(
                "{security_barrier=true}",
                value("SELECT CAST(reloptions AS text) FROM pg_class WHERE relname = 'guarded'"));
    }

    /** It is at one remove, and at two. */
    @Test
    void viewOverATableAndOverAViewOfItGoesOn() {
        writer.execute("CREATE VIEW shop_test.named AS SELECT name FROM shop_test.sold");
        writer.execute("CREATE VIEW shop_test.both_of_them AS"
                + " SELECT count(*) AS n FROM shop_test.sold JOIN shop_test.named USING (name)");
        swap(THREE);
        assertEquals("3", value("SELECT n FROM shop_test.both_of_them"));
    }

    @Test
    void grantsCommentsAndIndexesOfAColumnThatIsGoneGo() {
        writer.execute("GRANT SELECT (n, name) ON shop_test.sold TO " + somebody);
        writer.execute("COMMENT ON COLUMN shop_test.sold.name IS 'of whom'");
        writer.execute("CREATE INDEX ON shop_test.sold (name)");
        swap("SELECT CAST(7 AS bigint) AS n");
        assertEquals(List.of(List.of("7")), somebody.read("SELECT n FROM shop_test.sold"));
    }

    @Test
    void viewsShowAColumnOfAnotherType() {
        writer.execute("CREATE VIEW shop_test.mine AS SELECT n FROM shop_test.sold");
        writer.execute("CREATE VIEW shop_test.most AS SELECT max(n) AS n FROM shop_test.mine");
        writer.execute("GRANT SELECT ON shop_test.most TO " + somebody);
        swap("SELECT 'many' AS n, 'b' AS name");
        assertEquals(List.of(List.of("many")), somebody.read("SELECT n FROM shop_test.most"));
    }

    @Test
    void viewOnAColumnThatIsGoneIsInTheWayAndNamed() {
        writer.execute("CREATE VIEW shop_test.mine AS SELECT name FROM shop_test.sold");
        var refusal = assertThrows(WarehouseFailure.class, () -> rebuild("SELECT CAST(7 AS bigint) AS n"));
        assertTrue(refusal.getMessage().contains("view shop_test.mine depends on column name"), refusal::getMessage);
        assertEquals("first", value("SELECT name FROM shop_test.mine"));
    }

    @Test
    void tableIsReplacedAgainAndAgain() {
        for (int i = 1; i <= 3; i++) {
            swap("SELECT CAST(%d AS bigint) AS n, 'b' AS name".formatted(i));
            assertEquals(List.of(List.of(Integer.toString(i), "b")), people.read(SOLD));
        }
        assertEquals(
                "0", value("SELECT count(*) FROM pg_class WHERE relname LIKE 'shadow%' OR relname LIKE 'replaced%'"));
    }
}
