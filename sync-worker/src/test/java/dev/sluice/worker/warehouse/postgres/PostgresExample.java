package dev.sluice.worker.warehouse.postgres;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A warehouse with one table of one row, whose writer is no superuser, and somebody who is another role. */
abstract class PostgresExample {

    static final Layout LAYOUT = Layout.of("shop_test");
    static final String SOLD = "SELECT n, name FROM shop_test.sold ORDER BY n";
    static final String THREE = "SELECT CAST(n AS bigint) AS n, 'now ' || n AS name FROM generate_series(1, 3) AS n";

    PostgresEngine people;
    PostgresRole writer;
    PostgresRole somebody;

    @BeforeEach
    final void sell() {
        people = new PostgresEngine();
        writer = PostgresRole.writer(people);
        somebody = new PostgresRole(people);
        try (var warehouse = writer.open(LAYOUT)) {
            warehouse.execute("CREATE SCHEMA shop_test");
            warehouse.execute("CREATE TABLE shop_test.sold AS SELECT CAST(1 AS bigint) AS n, 'first' AS name");
            warehouse.commit();
        }
        writer.execute("GRANT USAGE ON SCHEMA shop_test TO " + somebody);
    }

    @AfterEach
    final void takeAway() {
        somebody.close();
        writer.close();
        people.close();
    }

    /** As runs do it. */
    final void rebuild(String query) {
        try (var warehouse = writer.open(LAYOUT)) {
            rebuild(warehouse, query);
            warehouse.commit();
        }
    }

    static void rebuild(Warehouse warehouse, String query) {
        var replacement = warehouse.dialect().replaceTable(warehouse.table("sold"), query);
        replacement.unseen().forEach(warehouse::execute);
        warehouse.reserve(List.of("sold"));
        replacement.seen().forEach(warehouse::execute);
    }

    final String oid(String relation) {
        return value("SELECT CAST('shop_test.%s' AS regclass)::oid".formatted(relation));
    }

    /** The only one of an answer. */
    final String value(String sql) {
        return people.read(sql).getFirst().getFirst();
    }
}
