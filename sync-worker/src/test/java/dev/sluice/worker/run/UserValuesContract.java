package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.landing.Landing.Landed;
import dev.sluice.worker.plan.Column;
import dev.sluice.worker.plan.ColumnType;
import dev.sluice.worker.plan.Desired;
import dev.sluice.worker.plan.Desired.PropertyColumn;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.snapshot.SyncSnapshot;
import dev.sluice.worker.warehouse.Warehouse;
import dev.sluice.worker.warehouse.contract.Engine;
import dev.sluice.worker.warehouse.contract.OneWarehouse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code users} holds of a user whose properties change; the feed tells of all that a user has, each time. */
public abstract class UserValuesContract extends OneWarehouse {

    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final Instant JOINED = Instant.parse("2026-03-01T10:00:00Z");

    private long position;

    @BeforeEach
    void knowTwoUsers() {
        run(false, user(1, "{\"plan\": \"pro\", \"city\": \"Oslo\"}"), user(2, "{\"plan\": \"free\"}"));
    }

    @Test
    void aValueThatTheUserHasNoMoreIsNull() {
        assertEquals(List.of("1 pro Oslo", "2 free NULL"), users());
        run(false, user(1, "{\"city\": \"Oslo\"}"));
        assertEquals(List.of("1 NULL Oslo", "2 free NULL"), users());
        run(false, user(1, "{}"), user(2, "{\"city\": \"Rome\"}"));
        assertEquals(List.of("1 NULL NULL", "2 NULL Rome"), users());
    }

    @Test
    void aWarehouseBuiltFromNothingHasNoneEither() {
        run(false, user(1, "{\"city\": \"Oslo\"}"));
        var grown = users();
        try (var fromNothing = engine.fresh()) {
            run(fromNothing, false, user(1, "{\"city\": \"Oslo\"}"), user(2, "{\"plan\": \"free\"}"));
            assertEquals(grown, users(fromNothing));
        }
    }

    @Test
    void anArchivedPropertyKeepsWhatItHolds() {
        run(true, user(1, "{\"city\": \"Oslo\"}"));
        assertEquals(List.of("1 pro Oslo", "2 free NULL"), users());
    }

    private static List<?> user(long id, String properties) {
        return Arrays.asList(id, false, null, JOINED, JOINED, properties, "{}");
    }

    private void run(boolean planIsArchived, List<?>... changed) {
        run(engine, planIsArchived, changed);
    }

    private void run(Engine engine, boolean planIsArchived, List<?>... changed) {
        try (var warehouse = engine.open(LAYOUT)) {
            try (var load = warehouse.load(Staging.LANDED_USERS)) {
                List.of(changed).forEach(load::add);
            }
            warehouse.script("integrate_users");
            warehouse.script("integrate_events");
            var before = new Warehouse.Cursors(0, position++);
            var landed = new Landed(before, new Warehouse.Cursors(0, position), 0, changed.length, 0, List.of());
            RunSteps.run(warehouse, snapshot(engine, planIsArchived), landed, Long.MAX_VALUE);
            warehouse.commit();
        }
    }

    private static SyncSnapshot snapshot(Engine engine, boolean planIsArchived) {
        var properties = Map.of(
                "plan", new PropertyColumn(1, "plan", new Column("plan", ColumnType.TEXT), true, planIsArchived),
                "city", new PropertyColumn(2, "city", new Column("city", ColumnType.TEXT), true, false));
        return new SyncSnapshot(
                engine.target(),
                new Desired(1, List.of(), Map.of(), properties),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(1L, "plan", 2L, "city"),
                Map.of());
    }

    private List<String> users() {
        return users(engine);
    }

    private static List<String> users(Engine engine) {
        var users = new ArrayList<String>();
        try (var warehouse = engine.open(LAYOUT)) {
            warehouse.query(
                    "SELECT CAST(user_id AS VARCHAR) || ' ' || coalesce(plan, 'NULL') || ' ' || coalesce(city, 'NULL') FROM %s ORDER BY user_id"
                            .formatted(warehouse.table("users")),
                    row -> users.add(row.text(1)));
        }
        return users;
    }
}
