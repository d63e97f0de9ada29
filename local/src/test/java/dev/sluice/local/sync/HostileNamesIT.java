package dev.sluice.local.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Identify;
import dev.sluice.capture.v1.Track;
import dev.sluice.definitions.v1.Behaviour;
import dev.sluice.definitions.v1.CreateEnvironmentRequest;
import dev.sluice.definitions.v1.CreateSegmentRequest;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.definitions.v1.GetWarehouseRequest;
import dev.sluice.definitions.v1.ListChangesRequest;
import dev.sluice.definitions.v1.ListPropertiesRequest;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Matchers;
import dev.sluice.sync.v1.RunState;
import dev.sluice.values.v1.PropertyValue;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Names that mean something to SQL, to a shell or to a formatter are names and nothing else, from capture to the warehouse. */
final class HostileNamesIT {

    private static final List<String> NAMES = List.of(
            "x\"; DROP SCHEMA public CASCADE; --",
            "x'; DROP TABLE users; --",
            "x\\'; DROP TABLE users; --",
            "x$$; DROP TABLE users; $$",
            "x\n; DROP TABLE users",
            "x :name ? $1 %s {0} ${HOME} `id` | ls ; rm -rf /",
            "users",
            "x\u2019; \uff02\uff24\uff32\uff2f\uff30\uff02 \u202e;drop\u202c",
            "\ud83d\udca3x; \u0130\u0131\u017f");

    private final Shop shop = new Shop();
    private final EnvironmentAccess access = shop.access;

    @Test
    void hostileNamesAreOnlyNames() throws SQLException {
        var postgres = PostgresWarehouse.addTo(access, shop.client, "postgres");
        capture();
        shop.sync();
        var events = NAMES.stream().map(HostileNamesIT::label).map(this::define).toList();
        var segments = NAMES.stream()
                .map(HostileNamesIT::label)
                .map(name -> segment(name, events.getFirst()))
                .toList();
        for (var warehouse : List.of(access.warehouse(), "postgres")) {
            toggle(warehouse, events, segments);
            var run = new Runs(shop.client, withWarehouse(warehouse))
                    .sync(Silent.output())
                    .getLast();
            assertEquals(RunState.RUN_STATE_SUCCEEDED, run.getRun().getState(), run::toString);
        }
        for (int i = 0; i < NAMES.size(); i++) {
            var values = "SELECT \"%s\" FROM \"%s\""
                    .formatted(
                            column(PropertyLevel.PROPERTY_LEVEL_EVENT, NAMES.get(i)),
                            events.get(i).getTableName());
            assertEquals(List.of(NAMES.get(i)), shop.column(values));
            assertEquals(List.of(NAMES.get(i)), postgres.column(values));
            var members =
                    "SELECT count(*) FROM \"%s\"".formatted(segments.get(i).getTableName());
            assertEquals(List.of("1"), shop.column(members));
            assertEquals(List.of("1"), postgres.column(members));
            var people = "SELECT \"%s\" FROM users WHERE identity = 'ann'"
                    .formatted(column(PropertyLevel.PROPERTY_LEVEL_USER, label(NAMES.get(i))));
            assertEquals(List.of(NAMES.get(i)), shop.column(people));
            assertEquals(List.of(NAMES.get(i)), postgres.column(people));
        }
        assertEquals(List.of("public"), postgres.column("SELECT nspname FROM pg_namespace WHERE nspname = 'public'"));
        pinned(events, segments);
    }

    @Test
    void hostileReferencesFindNothing() {
        for (var name : NAMES) {
            refused(() -> shop.client
                    .environments()
                    .getEnvironment(GetEnvironmentRequest.newBuilder()
                            .setEnvironment(name)
                            .build()));
            refused(() -> shop.client
                    .warehouses()
                    .getWarehouse(GetWarehouseRequest.newBuilder()
                            .setEnvironment(access.environment())
                            .setWarehouse(name)
                            .build()));
            refused(() -> new Runs(shop.client, withWarehouse(name)).plan());
            var changes = ListChangesRequest.newBuilder()
                    .setEnvironment(access.environment() + "' or ''='")
                    .setSubject(label(name));
            assertEquals(0, shop.client.audit().listChanges(changes.build()).getChangesCount());
        }
        refused(() -> define("a NUL \0 in it"));
        refused(() -> shop.client
                .environments()
                .getEnvironment(GetEnvironmentRequest.newBuilder()
                        .setEnvironment("a\0b")
                        .build()));
    }

    @Test
    void environmentsOfHostileNamesHaveCleanOnes() {
        for (var name : NAMES) {
            var request = CreateEnvironmentRequest.newBuilder()
                    .setProject(UUID.randomUUID() + label(name))
                    .setStage(label(name));
            var environment = shop.client
                    .environments()
                    .createEnvironment(request.build())
                    .getEnvironment();
            assertTrue(environment.getName().matches("[a-z0-9_]+"), environment::getName);
        }
    }

    /** One event and one user property of each name, with the name as its value. */
    private void capture() {
        var request = CaptureRequest.newBuilder().setWriteKey(access.writeKey());
        var traits = Identify.newBuilder();
        for (var name : NAMES) {
            traits.putTraits(label(name), text(name));
            request.addCalls(CapturedCall.newBuilder()
                    .setAnonymousId("7")
                    .setTrack(Track.newBuilder().setEvent(label(name)).putProperties(name, text(name))));
        }
        request.addCalls(
                CapturedCall.newBuilder().setAnonymousId("7").setIdentity("ann").setIdentify(traits));
        var answer = shop.client.capture().capture(request.build());
        assertEquals(NAMES.size() + 1, answer.getAccepted(), answer::toString);
    }

    private EventDefinition define(String name) {
        return shop.definitions.define(name, Matchers.custom(name));
    }

    private Segment segment(String name, EventDefinition event) {
        return shop.client
                .segments()
                .createSegment(CreateSegmentRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(name)
                        .setCondition(SegmentCondition.newBuilder()
                                .setBehaviour(Behaviour.newBuilder()
                                        .setEventDefinitionId(event.getId())
                                        .setAtLeast(1)))
                        .build())
                .getSegment();
    }

    private void toggle(String warehouse, List<EventDefinition> events, List<Segment> segments) {
        var change = SelectionChange.newBuilder().addWarehouses(warehouse).setSynced(true);
        events.forEach(each -> change.addEventDefinitionIds(each.getId()));
        segments.forEach(each -> change.addSegmentIds(each.getId()));
        shop.client
                .selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .addChanges(change)
                        .build());
    }

    private String column(PropertyLevel level, String key) {
        return properties().stream()
                .filter(each -> each.getLevel() == level && each.getKey().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no property " + key))
                .getColumnName();
    }

    private List<Property> properties() {
        return shop.client
                .properties()
                .listProperties(ListPropertiesRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .build())
                .getPropertiesList();
    }

    /** Each name is clean, and no two are the same. */
    private void pinned(List<EventDefinition> events, List<Segment> segments) {
        var names = new ArrayList<String>();
        events.forEach(each -> names.add(each.getTableName()));
        segments.forEach(each -> names.add(each.getTableName()));
        assertEquals(names.size(), Set.copyOf(names).size());
        properties().forEach(each -> names.add(each.getColumnName()));
        names.forEach(name -> assertTrue(name.matches("[a-z_][a-z0-9_]*"), name));
    }

    private static void refused(Executable call) {
        var code = assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
        assertTrue(Set.of(Status.Code.NOT_FOUND, Status.Code.INVALID_ARGUMENT).contains(code), code::name);
    }

    private EnvironmentAccess withWarehouse(String name) {
        return new EnvironmentAccess(access.environment(), access.writeKey(), name, access.warehouseFile());
    }

    /** What people see as names has no line breaks; keys of event properties may. */
    private static String label(String name) {
        return name.replace('\n', ' ');
    }

    private static PropertyValue text(String value) {
        return PropertyValue.newBuilder().setText(value).build();
    }
}
