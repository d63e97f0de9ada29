package dev.sluice.definitions.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.access.v1.AccessProto;
import dev.sluice.access.v1.Role;
import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.*;
import dev.sluice.testing.Contract;
import dev.sluice.values.v1.PropertyType;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever is changed is written down, by every RPC that changes something. */
@QuarkusTest
class AuditTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    @Test
    void everyRpcThatChangesSomethingLeavesAChange() {
        var environment = catalog.environment();
        var calls = calls(environment);
        assertEquals(rpcsThatChange(), calls.keySet());
        calls.forEach((rpc, call) -> {
            call.run();
            var newest = changes("", "").getFirst();
            assertTrue(newest.getRpc().endsWith("/" + rpc), () -> rpc + " left " + newest);
            assertEquals("anybody", newest.getCaller());
            assertNotEquals(newest.getBefore(), newest.getAfter());
        });
    }

    /** In an order in which each can do something. */
    private Map<String, Runnable> calls(String environment) {
        var event = catalog.event(environment, "An event").getId();
        var segment =
                catalog.segment(environment, "A segment", Catalog.did(event)).getId();
        var property = property(environment, "a property", PropertyType.PROPERTY_TYPE_TEXT);
        var calls = new LinkedHashMap<String, Runnable>();
        calls.put("CreateEnvironment", catalog::environment);
        calls.put(
                "RotateWriteKey",
                () -> client.environments()
                        .rotateWriteKey(RotateWriteKeyRequest.newBuilder()
                                .setEnvironment(environment)
                                .build()));
        calls.put("CreateWarehouse", () -> catalog.warehouse(environment, "local"));
        calls.put("CreateEventDefinition", () -> catalog.event(environment, "Made"));
        calls.put("UpdateEventDefinition", () -> catalog.update(event, Catalog.custom("Updated")));
        calls.put("ArchiveEventDefinition", () -> catalog.archive(event));
        calls.put(
                "RestoreEventDefinition",
                () -> client.events()
                        .restoreEventDefinition(RestoreEventDefinitionRequest.newBuilder()
                                .setId(event)
                                .build()));
        calls.put("RegisterProperties", () -> property(environment, "made", PropertyType.PROPERTY_TYPE_TEXT));
        calls.put(
                "UpdateProperty",
                () -> client.properties()
                        .updateProperty(UpdatePropertyRequest.newBuilder()
                                .setId(property)
                                .setCategory("Updated")
                                .build()));
        calls.put(
                "ArchiveProperty",
                () -> client.properties()
                        .archiveProperty(ArchivePropertyRequest.newBuilder()
                                .setId(property)
                                .build()));
        calls.put(
                "RestoreProperty",
                () -> client.properties()
                        .restoreProperty(RestorePropertyRequest.newBuilder()
                                .setId(property)
                                .build()));
        calls.put("CreateSegment", () -> catalog.segment(environment, "Made", Catalog.did(event)));
        calls.put(
                "UpdateSegment",
                () -> client.segments()
                        .updateSegment(UpdateSegmentRequest.newBuilder()
                                .setId(segment)
                                .setName("Updated")
                                .build()));
        calls.put("ArchiveSegment", () -> catalog.archiveSegment(segment));
        calls.put(
                "RestoreSegment",
                () -> client.segments()
                        .restoreSegment(RestoreSegmentRequest.newBuilder()
                                .setId(segment)
                                .build()));
        calls.put("UpdateSelections", () -> toggle(environment, event, true));
        calls.put(
                "SetSchedule",
                () -> client.schedules()
                        .setSchedule(SetScheduleRequest.newBuilder()
                                .setEnvironment(environment)
                                .setWarehouse("local")
                                .setCron(CronTicks.newBuilder().setExpression("30 6 * * *"))
                                .build()));
        calls.put(
                "PauseSchedule",
                () -> client.schedules()
                        .pauseSchedule(PauseScheduleRequest.newBuilder()
                                .setEnvironment(environment)
                                .setWarehouse("local")
                                .build()));
        calls.put(
                "ResumeSchedule",
                () -> client.schedules()
                        .resumeSchedule(ResumeScheduleRequest.newBuilder()
                                .setEnvironment(environment)
                                .setWarehouse("local")
                                .build()));
        calls.put(
                "RemoveSchedule",
                () -> client.schedules()
                        .removeSchedule(RemoveScheduleRequest.newBuilder()
                                .setEnvironment(environment)
                                .setWarehouse("local")
                                .build()));
        return calls;
    }

    private static Set<String> rpcsThatChange() {
        return Contract.methods("definitions").stream()
                .filter(method -> role(method) != Role.ROLE_READER)
                .map(MethodDescriptor::getBareMethodName)
                .filter(rpc -> !"ResolveWriteKey".equals(rpc))
                .collect(Collectors.toSet());
    }

    @Test
    void aChangeSaysWhatWasAndWhatIs() throws Exception {
        var environment = catalog.environment();
        var before = catalog.event(environment, "Signed up");
        var after = catalog.update(before.getId(), Catalog.custom("Registered"));
        var property = property(environment, "plan", PropertyType.PROPERTY_TYPE_BIGINT);
        property(environment, "plan", PropertyType.PROPERTY_TYPE_TEXT);
        catalog.warehouse(environment, "local");
        toggle(environment, before.getId(), true);
        toggle(environment, before.getId(), false);

        var event = changes(environment, "event_definitions/" + before.getId());
        assertEquals(2, event.size());
        assertEquals(
                before,
                read(event.getFirst().getBefore(), EventDefinition.newBuilder()).build());
        assertEquals(
                after,
                read(event.getFirst().getAfter(), EventDefinition.newBuilder()).build());
        assertEquals("", event.getLast().getBefore());
        var widened = changes(environment, "properties/" + property).getFirst();
        assertTrue(widened.getBefore().contains("BIGINT") && widened.getAfter().contains("TEXT"), widened::toString);
        var selection = changes(environment, "selections/local").getFirst();
        assertTrue(read(selection.getBefore(), ListSelectionsResponse.newBuilder())
                .getEvents(0)
                .getSynced());
        assertFalse(read(selection.getAfter(), ListSelectionsResponse.newBuilder())
                .getEvents(0)
                .getSynced());
    }

    @Test
    void aChangeOfAScheduleSaysWhichTablesComeMoreOften() throws Exception {
        var environment = catalog.environment();
        catalog.warehouse(environment, "local");
        var daily = SetScheduleRequest.newBuilder()
                .setEnvironment(environment)
                .setWarehouse("local")
                .setCron(CronTicks.newBuilder().setExpression("30 6 * * *"));
        client.schedules().setSchedule(daily.build());
        var moreOften = MoreOften.newBuilder()
                .setCron(CronTicks.newBuilder().setExpression("*/15 * * * *").setTimeZone("UTC"))
                .addEventDefinitionIds(catalog.event(environment, "Order").getId())
                .build();
        client.schedules().setSchedule(daily.setMoreOften(moreOften).build());

        var change = changes(environment, "schedules/local").getFirst();
        assertFalse(read(change.getBefore(), Schedule.newBuilder()).hasMoreOften());
        assertEquals(moreOften, read(change.getAfter(), Schedule.newBuilder()).getMoreOften());
    }

    @Test
    void whatChangesNothingLeavesNothing() {
        var environment = catalog.environment();
        var event = catalog.event(environment, "Signed up");
        var known = property(environment, "plan", PropertyType.PROPERTY_TYPE_TEXT);
        catalog.warehouse(environment, "local");
        toggle(environment, event.getId(), true);
        var before = changes(environment, "");

        catalog.update(event.getId(), event.getMatcher());
        assertEquals(known, property(environment, "plan", PropertyType.PROPERTY_TYPE_TEXT));
        toggle(environment, event.getId(), true);
        client.properties()
                .registerProperties(RegisterPropertiesRequest.newBuilder()
                        .setEnvironment(environment)
                        .addObservations(Catalog.seen(
                                PropertyLevel.PROPERTY_LEVEL_EVENT, "made up", PropertyType.PROPERTY_TYPE_TEXT))
                        .setValidateOnly(true)
                        .build());
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName("made-up")
                        .setDuckdb(DuckDbTarget.newBuilder().setPath("/data/made-up.duckdb"))
                        .setValidateOnly(true)
                        .build());
        Refusal.of(() -> catalog.warehouse(environment, "local"));

        assertEquals(before, changes(environment, ""));
    }

    @Test
    void noWriteKeyIsWrittenDown() {
        var made = client.environments()
                .createEnvironment(CreateEnvironmentRequest.newBuilder()
                        .setProject("Audited")
                        .setStage("key")
                        .setWriteKey("planted-write-key")
                        .build());
        var environment = made.getEnvironment().getName();
        var rotated = client.environments()
                .rotateWriteKey(RotateWriteKeyRequest.newBuilder()
                        .setEnvironment(environment)
                        .build());

        var written = changes(environment, "").toString();
        assertTrue(written.contains("write_keys/" + environment), written);
        assertFalse(written.contains("planted-write-key") || written.contains(rotated.getWriteKey()), written);
    }

    @Test
    void pagesFollowEachOther() {
        var environment = catalog.environment();
        for (var name : List.of("A", "B", "C", "D")) {
            catalog.event(environment, name);
        }
        var request =
                ListChangesRequest.newBuilder().setEnvironment(environment).setPageSize(2);
        var paged = new ArrayList<AuditedChange>();
        ListChangesResponse page;
        do {
            page = client.audit().listChanges(request.build());
            assertTrue(page.getChangesCount() <= 2);
            paged.addAll(page.getChangesList());
            request.setPageToken(page.getNextPageToken());
        } while (!page.getNextPageToken().isEmpty());
        assertEquals(changes(environment, ""), paged);
        assertEquals(5, paged.size());
        var refusal = Refusal.of(
                () -> client.audit().listChanges(request.setPageToken("x").build()));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal.code());
        assertEquals("page_token", refusal.field());
    }

    private static Role role(MethodDescriptor<?, ?> method) {
        return ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor())
                .getMethodDescriptor()
                .getOptions()
                .getExtension(AccessProto.role);
    }

    private List<AuditedChange> changes(String environment, String subject) {
        return client.audit()
                .listChanges(ListChangesRequest.newBuilder()
                        .setEnvironment(environment)
                        .setSubject(subject)
                        .build())
                .getChangesList();
    }

    private long property(String environment, String key, PropertyType type) {
        return catalog.register(environment, Catalog.seen(PropertyLevel.PROPERTY_LEVEL_EVENT, key, type))
                .getFirst()
                .getId();
    }

    private void toggle(String environment, long event, boolean synced) {
        catalog.select(
                environment,
                Catalog.toggle(synced, "local").addEventDefinitionIds(event).build());
    }

    private static <B extends Message.Builder> B read(String json, B into) throws InvalidProtocolBufferException {
        JsonFormat.parser().merge(json, into);
        return into;
    }
}
