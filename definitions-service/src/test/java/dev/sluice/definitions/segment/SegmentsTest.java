package dev.sluice.definitions.segment;

import static dev.sluice.definitions.testing.Catalog.did;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CreateSegmentRequest;
import dev.sluice.definitions.v1.DefinitionState;
import dev.sluice.definitions.v1.ListSegmentsRequest;
import dev.sluice.definitions.v1.RestoreSegmentRequest;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.v1.UpdateSegmentRequest;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SegmentsTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    @Inject
    Session session;

    private String environment;
    private long bought;
    private long paid;
    private long revision;

    @BeforeEach
    void createEvents() {
        environment = catalog.environment();
        bought = catalog.event(environment, "Bought").getId();
        paid = catalog.event(environment, "Paid").getId();
        revision = catalog.revision(environment);
    }

    @Test
    void createdSegmentIsFoundAgain() {
        var created = catalog.segment(environment, "Power Users!", did(bought));

        assertEquals("segment_power_users", created.getTableName());
        assertEquals(1, created.getRevision());
        assertEquals(DefinitionState.DEFINITION_STATE_ACTIVE, created.getState());
        assertEquals(did(bought), created.getCondition());
        assertEquals(created, catalog.getSegment(created.getId()));
        assertEquals(List.of(created), list());
        assertEquals(revision + 1, catalog.revision(environment));
    }

    @Test
    void nameIsUniqueAmongTheSegmentsEvenWhenArchived() {
        catalog.archiveSegment(
                catalog.segment(environment, "Buyers", did(bought)).getId());

        var refusal = Refusal.of(() -> catalog.segment(environment, "Buyers", did(bought)));
        assertEquals(ErrorReason.ERROR_REASON_ALREADY_EXISTS, refusal.reason());
        assertEquals(
                "segment_bought",
                catalog.segment(environment, "Bought", did(bought)).getTableName());
    }

    @Test
    void eventsAndSegmentsNeverShareATable() {
        var event = catalog.event(environment, "Segment VIP").getTableName();
        assertEquals("segment_vip_event", event);
        var segment = catalog.segment(environment, "VIP event", did(bought)).getTableName();
        assertTrue(segment.matches("segment_vip_event_[a-z0-9]{6}"), segment);

        var first = catalog.segment(environment, "New event", did(bought)).getTableName();
        assertEquals("segment_new_event", first);
        assertNotEquals(first, catalog.event(environment, "Segment New").getTableName());
    }

    @Test
    void renamingRenamesNothingDownstream() {
        var created = catalog.segment(environment, "Buyers", did(bought));
        var renamed =
                update(UpdateSegmentRequest.newBuilder().setId(created.getId()).setName("Customers"));

        assertEquals("Customers", renamed.getName());
        assertEquals("segment_buyers", renamed.getTableName());
        assertEquals(1, renamed.getRevision());
        assertTrue(catalog.segment(environment, "Buyers", did(bought))
                .getTableName()
                .startsWith("segment_buyers_"));
        var taken = Refusal.of(() ->
                update(UpdateSegmentRequest.newBuilder().setId(created.getId()).setName("Buyers")));
        assertEquals(ErrorReason.ERROR_REASON_ALREADY_EXISTS, taken.reason());
    }

    @Test
    void changedConditionMakesARevisionThatIsKept() {
        var id = catalog.segment(environment, "Buyers", did(bought)).getId();

        assertEquals(1, update(id, did(bought)).getRevision());
        assertEquals(2, update(id, did(paid)).getRevision());
        assertEquals(3, update(id, did(bought)).getRevision());
        assertEquals(did(bought), catalog.getSegment(id).getCondition());
        assertEquals(List.of(bought, paid, bought), countedByRevision(id));
    }

    @Test
    void updateWithNothingDifferentChangesNothing() {
        var created = catalog.segment(environment, "Buyers", did(bought));
        var same = update(UpdateSegmentRequest.newBuilder()
                .setId(created.getId())
                .setName("Buyers")
                .setCondition(did(bought)));
        assertEquals(created, same);
        assertEquals(revision + 1, catalog.revision(environment));
    }

    @Test
    void archiveAndRestoreMoveOnlyOnce() {
        var id = catalog.segment(environment, "Buyers", did(bought)).getId();

        assertEquals(
                DefinitionState.DEFINITION_STATE_ARCHIVED,
                catalog.archiveSegment(id).getState());
        assertWrongState(Refusal.of(() -> catalog.archiveSegment(id)));
        assertWrongState(Refusal.of(() -> update(id, did(paid))));
        assertEquals(DefinitionState.DEFINITION_STATE_ACTIVE, restore(id).getState());
        assertWrongState(Refusal.of(() -> restore(id)));
        assertEquals(revision + 3, catalog.revision(environment));
    }

    @Test
    void countedEventMustBeOfTheEnvironmentAndMayBeArchived() {
        var foreign = catalog.event(catalog.environment(), "Foreign").getId();
        catalog.archive(bought);
        var id = catalog.segment(environment, "Buyers", did(bought)).getId();

        for (long event : new long[] {foreign, 0, Long.MAX_VALUE}) {
            var refusal = Refusal.of(() -> catalog.segment(environment, "Other", did(event)));
            assertEquals(ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND, refusal.reason());
            assertTrue(refusal.message().startsWith("condition.behaviour.event_definition_id "), refusal.message());
            assertEquals(refusal, Refusal.of(() -> update(id, did(event))));
        }
        assertEquals(1, catalog.getSegment(id).getRevision());
    }

    @Test
    void badNamesAreRefused() {
        for (var name : List.of("", " \t ", "a\u0007b", "x".repeat(1_025))) {
            assertEquals(
                    "name",
                    Refusal.of(() -> catalog.segment(environment, name, did(bought)))
                            .field());
        }
        var noCondition = CreateSegmentRequest.newBuilder()
                .setEnvironment(environment)
                .setName("ok")
                .build();
        assertEquals(
                "condition",
                Refusal.of(() -> client.segments().createSegment(noCondition)).field());
        assertEquals(revision, catalog.revision(environment));
    }

    @Test
    void unknownIdsAreTold() {
        for (long id : new long[] {0, -1, Long.MAX_VALUE}) {
            var refusal = Refusal.of(() -> catalog.getSegment(id));
            assertEquals(ErrorReason.ERROR_REASON_SEGMENT_NOT_FOUND, refusal.reason());
            assertEquals(refusal, Refusal.of(() -> catalog.archiveSegment(id)));
            assertEquals(refusal, Refusal.of(() -> restore(id)));
            assertEquals(refusal, Refusal.of(() -> update(id, did(bought))));
        }
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> catalog.segment("nowhere", "x", did(bought))).reason());
    }

    private static void assertWrongState(Refusal refusal) {
        assertEquals(ErrorReason.ERROR_REASON_WRONG_STATE, refusal.reason());
        assertEquals(Status.Code.FAILED_PRECONDITION, refusal.code());
    }

    private List<Long> countedByRevision(long id) {
        return session.createNativeQuery(
                        "select cast(condition -> 'behaviour' ->> 'eventDefinitionId' as bigint) from segment_revision"
                                + " where segment_id = :id order by revision",
                        Long.class)
                .setParameter("id", id)
                .getResultList();
    }

    private Segment update(long id, SegmentCondition condition) {
        return update(UpdateSegmentRequest.newBuilder().setId(id).setCondition(condition));
    }

    private Segment update(UpdateSegmentRequest.Builder request) {
        return client.segments().updateSegment(request.build()).getSegment();
    }

    private Segment restore(long id) {
        return client.segments()
                .restoreSegment(RestoreSegmentRequest.newBuilder().setId(id).build())
                .getSegment();
    }

    private List<Segment> list() {
        return client.segments()
                .listSegments(ListSegmentsRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getSegmentsList();
    }
}
