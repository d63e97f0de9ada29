package dev.sluice.worker.warehouse.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.warehouse.WarehouseFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table to which something is tied that would not come along stays the table it is, and gets other rows. */
class PostgresRefillTest extends PostgresExample {

    private static final String COUNT = "SELECT count(*) AS n FROM shop_test.sold";

    private void refill() {
        refill(THREE);
        assertEquals(List.of(List.of("1", "now 1"), List.of("2", "now 2"), List.of("3", "now 3")), people.read(SOLD));
    }

    private void refill(String query) {
        var before = oid("sold");
        rebuild(query);
        assertEquals(before, oid("sold"));
        assertEquals("0", value("SELECT count(*) FROM pg_class WHERE relname LIKE 'shadow%'"));
    }

    @Test
    void materializedViewCanBeRefreshed() {
        writer.execute("CREATE MATERIALIZED VIEW shop_test.kept AS " + COUNT);
        refill();
        assertEquals("1", value("SELECT n FROM shop_test.kept"));
        writer.execute("REFRESH MATERIALIZED VIEW shop_test.kept");
        assertEquals("3", value("SELECT n FROM shop_test.kept"));
    }

    @Test
    void triggerHearsOfRows() {
        writer.execute("CREATE TABLE shop_test.heard (n bigint)");
        writer.execute("CREATE FUNCTION shop_test.hear() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN INSERT INTO shop_test.heard VALUES (NEW.n); RETURN NEW; END'");
        writer.execute("CREATE TRIGGER hearing BEFORE INSERT ON shop_test.sold"
                + " FOR EACH ROW EXECUTE FUNCTION shop_test.hear()");
        refill();
        assertEquals("6", value("SELECT sum(n) FROM shop_test.heard"));
    }

    @Test
    void columnsThatComeByThemselvesGoOn() {
        writer.execute("ALTER TABLE shop_test.sold ADD COLUMN twice bigint GENERATED ALWAYS AS (n * 2) STORED");
        writer.execute("ALTER TABLE shop_test.sold ADD COLUMN notes text DEFAULT 'none'");
        refill("SELECT n, name, twice, notes FROM shop_test.sold UNION ALL SELECT 8, 'later', NULL, 'dear'");
        writer.execute("INSERT INTO shop_test.sold (n) VALUES (9)");
        assertEquals(
                List.of(List.of("1", "2", "none"), List.of("8", "16", "dear"), List.of("9", "18", "none")),
                people.read("SELECT n, twice, notes FROM shop_test.sold ORDER BY n"));
    }

    @Test
    void policyStillHidesRows() {
        writer.execute("GRANT SELECT ON shop_test.sold TO " + somebody);
        writer.execute("CREATE POLICY few ON shop_test.sold USING (n > 1)");
        writer.execute("ALTER TABLE shop_test.sold ENABLE ROW LEVEL SECURITY");
        refill();
        assertEquals(List.of(List.of("2")), somebody.read(COUNT));
    }

    @Test
    void publicationStillHasTheTable() {
        writer.execute("ALTER TABLE shop_test.sold REPLICA IDENTITY FULL");
        writer.execute("CREATE PUBLICATION everybody_knows FOR TABLE shop_test.sold");
        refill();
        assertEquals("sold", value("SELECT tablename FROM pg_publication_tables WHERE pubname = 'everybody_knows'"));
    }

    @Test
    void viewOfAnotherRoleIsLeftAlone() {
        writer.execute("GRANT SELECT ON shop_test.sold TO " + somebody);
        writer.execute("GRANT CREATE ON SCHEMA shop_test TO " + somebody);
        somebody.execute("CREATE VIEW shop_test.theirs AS " + COUNT);
        var before = oid("theirs");
        refill();
        assertEquals(before, oid("theirs"));
        assertEquals(List.of(List.of("3")), somebody.read("SELECT n FROM shop_test.theirs"));
    }

    @Test
    void foreignKeyThatIsCheckedAtTheEndStillHolds() {
        refer("DEFERRABLE INITIALLY DEFERRED");
        refill();
        assertThrows(WarehouseFailure.class, () -> rebuild("SELECT CAST(9 AS bigint) AS n, 'b' AS name"));
        assertEquals("3", value(COUNT));
    }

    @Test
    void foreignKeyThatIsCheckedAtOnceIsInTheWay() {
        refer("");
        var refusal = assertThrows(WarehouseFailure.Statement.class, () -> rebuild(THREE));
        assertTrue(refusal.getMessage().contains("DEFERRABLE INITIALLY DEFERRED"), refusal::getMessage);
        assertEquals("1", value(COUNT));
    }

    private void refer(String checked) {
        writer.execute("ALTER TABLE shop_test.sold ADD PRIMARY KEY (n)");
        writer.execute("CREATE TABLE shop_test.notes (of bigint REFERENCES shop_test.sold %s)".formatted(checked));
        writer.execute("INSERT INTO shop_test.notes VALUES (1)");
    }

    @Test
    void constraintOfPeopleStillHolds() {
        writer.execute("ALTER TABLE shop_test.sold ADD CHECK (n < 10)");
        refill();
        assertThrows(WarehouseFailure.class, () -> rebuild("SELECT CAST(10 AS bigint) AS n, 'b' AS name"));
    }

    @Test
    void functionsStillRead() {
        writer.execute("CREATE FUNCTION shop_test.counted() RETURNS bigint BEGIN ATOMIC %s; END".formatted(COUNT));
        refill();
        assertEquals("3", value("SELECT shop_test.counted()"));
    }

    /** It depends on the type of the table's rows, not on the table. */
    @Test
    void functionsStillReturnRows() {
        writer.execute("CREATE FUNCTION shop_test.last_sold() RETURNS SETOF shop_test.sold LANGUAGE sql AS"
                + " 'SELECT * FROM shop_test.sold ORDER BY n DESC LIMIT 1'");
        refill();
        assertEquals(List.of(List.of("3", "now 3")), people.read("SELECT n, name FROM shop_test.last_sold()"));
    }

    @Test
    void columnsComeGoAndWiden() {
        writer.execute("CREATE MATERIALIZED VIEW shop_test.kept AS SELECT n FROM shop_test.sold");
        refill("SELECT 'many' AS n, true AS fresh");
        assertEquals(List.of(List.of("many", "true")), people.read("SELECT n, fresh FROM shop_test.sold"));
        assertEquals("1", value("SELECT n FROM shop_test.kept"));
    }
}
