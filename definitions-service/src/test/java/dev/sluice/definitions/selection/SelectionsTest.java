package dev.sluice.definitions.selection;

import static dev.sluice.definitions.testing.Catalog.seen;
import static dev.sluice.definitions.testing.Catalog.toggle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.ArchivePropertyRequest;
import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.definitions.v1.ListSelectionsRequest;
import dev.sluice.definitions.v1.ListSelectionsResponse;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.definitions.v1.PropertyLevel;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.v1.SegmentSelection;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdatePropertyRequest;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.values.v1.PropertyType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SelectionsTest {

    private static final Timestamp SINCE = Timestamp.newBuilder()
            .setSeconds(1_700_000_000)
            .setNanos(123_456_789)
            .build();

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    private String environment;
    private long bought;
    private long paid;
    private long revision;

    @BeforeEach
    void createThings() {
        environment = catalog.environment();
        catalog.warehouse(environment, "one");
        catalog.warehouse(environment, "two");
        bought = catalog.event(environment, "Bought").getId();
        paid = catalog.event(environment, "Paid").getId();
        revision = catalog.revision(environment);
    }

    @Test
    void bulkToggleReachesEveryWarehouseAtOneRevision() {
        long after = catalog.select(
                environment,
                toggle(true, "one", "two").addEventDefinitionIds(bought).build(),
                toggle(true, "two").addEventDefinitionIds(paid).setSince(SINCE).build());

        assertEquals(revision + 1, after);
        assertEquals(after, catalog.revision(environment));
        assertEquals(List.of(event(bought, true)), list("one").getEventsList());
        var since = SINCE.toBuilder().setNanos(123_456_000);
        assertEquals(
                List.of(
                        event(bought, true),
                        event(paid, true).toBuilder().setSince(since).build()),
                list("two").getEventsList());
    }

    @Test
    void toggledOffStaysListed() {
        catalog.select(
                environment, toggle(true, "one").addEventDefinitionIds(bought).build());
        catalog.select(
                environment, toggle(false, "one").addEventDefinitionIds(bought).build());
        assertEquals(List.of(event(bought, false)), list("one").getEventsList());
    }

    @Test
    void whatIsSoAlreadyChangesNothing() {
        var on = toggle(true, "one")
                .addEventDefinitionIds(bought)
                .setSince(SINCE)
                .build();
        var off = toggle(false, "one").addEventDefinitionIds(paid).build();

        assertEquals(revision + 1, catalog.select(environment, on));
        assertEquals(revision + 1, catalog.select(environment, on, on));
        assertEquals(revision + 1, catalog.select(environment, off), "never toggled on");
        assertEquals(
                revision + 2,
                catalog.select(environment, on.toBuilder().clearSince().build()));
    }

    @Test
    void lastWishOfACallCounts() {
        var on = toggle(true, "one").addEventDefinitionIds(bought).build();
        var off = toggle(false, "one").addEventDefinitionIds(bought).build();
        assertEquals(revision, catalog.select(environment, on, off));
        assertEquals(revision + 1, catalog.select(environment, off, on));
        assertEquals(List.of(event(bought, true)), list("one").getEventsList());
    }

    @Test
    void propertiesAreOnUntilToggledOff() {
        var ids = properties("a", "b");
        catalog.select(environment, toggle(false, "one").addAllPropertyIds(ids).build());
        assertEquals(ids, list("one").getUnsyncedPropertyIdsList());
        assertEquals(List.of(), list("two").getUnsyncedPropertyIdsList());

        catalog.select(
                environment,
                toggle(true, "one", "two").addPropertyIds(ids.get(0)).build());
        assertEquals(ids.subList(1, 2), list("one").getUnsyncedPropertyIdsList());
    }

    @Test
    void categoryStandsForItsProperties() {
        var ids = properties("a", "b", "c");
        ids.subList(0, 2).forEach(id -> categorize(id, "money"));

        catalog.select(
                environment, toggle(false, "one").addPropertyCategories("money").build());
        assertEquals(ids.subList(0, 2), list("one").getUnsyncedPropertyIdsList());

        archive(ids.get(0));
        catalog.select(
                environment, toggle(true, "one").addPropertyCategories("money").build());
        assertEquals(ids.subList(0, 1), list("one").getUnsyncedPropertyIdsList(), "archived ones stay out");
    }

    @Test
    void oneBadChangeUndoesTheWholeCall() {
        var fine = toggle(true, "one").addEventDefinitionIds(bought).build();
        var refusal = Refusal.of(() -> catalog.select(
                environment,
                fine,
                toggle(true, "one")
                        .addEventDefinitionIds(paid)
                        .addEventDefinitionIds(-1)
                        .build()));

        assertEquals(ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND, refusal.reason());
        assertTrue(refusal.message().startsWith("changes[1].event_definition_ids[1]"), refusal.message());
        assertEquals(List.of(), list("one").getEventsList());
        assertEquals(revision, catalog.revision(environment));
    }

    @Test
    void nothingArchivedIsToggledOn() {
        catalog.archive(bought);
        var property = properties("a").getFirst();
        archive(property);
        var segment =
                catalog.segment(environment, "Buyers", Catalog.did(bought)).getId();
        catalog.archiveSegment(segment);

        assertReason(ErrorReason.ERROR_REASON_WRONG_STATE, toggle(true, "one").addEventDefinitionIds(bought));
        assertReason(ErrorReason.ERROR_REASON_WRONG_STATE, toggle(true, "one").addPropertyIds(property));
        assertReason(ErrorReason.ERROR_REASON_WRONG_STATE, toggle(true, "one").addSegmentIds(segment));
        catalog.select(
                environment,
                toggle(false, "one")
                        .addEventDefinitionIds(bought)
                        .addPropertyIds(property)
                        .addSegmentIds(segment)
                        .build());
    }

    @Test
    void segmentsAreOffUntilToggledOnAndStayListed() {
        var buyers = catalog.segment(environment, "Buyers", Catalog.did(bought)).getId();
        var payers = catalog.segment(environment, "Payers", Catalog.did(paid)).getId();
        assertEquals(List.of(), list("one").getSegmentsList());

        long after = catalog.select(
                environment,
                toggle(true, "one", "two")
                        .addSegmentIds(payers)
                        .addSegmentIds(buyers)
                        .build(),
                toggle(false, "one").addSegmentIds(payers).build());
        assertEquals(revision + 3, after);
        assertEquals(List.of(segment(buyers, true)), list("one").getSegmentsList(), "the last wish counts");
        assertEquals(
                List.of(segment(buyers, true), segment(payers, true)),
                list("two").getSegmentsList());

        var off = toggle(false, "two").addSegmentIds(buyers).build();
        assertEquals(after + 1, catalog.select(environment, off));
        assertEquals(after + 1, catalog.select(environment, off), "what is so already changes nothing");
        assertEquals(
                List.of(segment(buyers, false), segment(payers, true)),
                list("two").getSegmentsList());
    }

    @Test
    void segmentsHaveNoBeginning() {
        var buyers = catalog.segment(environment, "Buyers", Catalog.did(bought)).getId();
        assertField(
                "changes[0].since", toggle(true, "one").addSegmentIds(buyers).setSince(SINCE));
    }

    @Test
    void oneBadSegmentUndoesTheWholeCall() {
        var buyers = catalog.segment(environment, "Buyers", Catalog.did(bought)).getId();
        var refusal = Refusal.of(() -> catalog.select(
                environment,
                toggle(true, "one")
                        .addEventDefinitionIds(bought)
                        .addSegmentIds(buyers)
                        .addSegmentIds(-1)
                        .build()));
        assertEquals(ErrorReason.ERROR_REASON_SEGMENT_NOT_FOUND, refusal.reason());
        assertTrue(refusal.message().startsWith("changes[0].segment_ids[1]"), refusal.message());
        assertEquals(ListSelectionsResponse.getDefaultInstance(), list("one"));
    }

    @Test
    void foreignAndUnknownThingsAreTold() {
        var elsewhere = catalog.event(catalog.environment(), "Bought").getId();
        assertReason(
                ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND,
                toggle(true, "one").addEventDefinitionIds(elsewhere));
        assertReason(
                ErrorReason.ERROR_REASON_PROPERTY_NOT_FOUND, toggle(true, "one").addPropertyIds(-1));
        var foreign = catalog.segment(catalog.environment(), "Named", named()).getId();
        assertReason(
                ErrorReason.ERROR_REASON_SEGMENT_NOT_FOUND, toggle(true, "one").addSegmentIds(foreign));
        assertReason(
                ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND,
                toggle(true, "nope").addEventDefinitionIds(bought));
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> catalog.select(
                                "nowhere",
                                toggle(true, "one").addEventDefinitionIds(1).build()))
                        .reason());
        assertEquals(
                ErrorReason.ERROR_REASON_WAREHOUSE_NOT_FOUND,
                Refusal.of(() -> list("nope")).reason());
    }

    @Test
    void malformedChangesAreRefusedByField() {
        assertEquals("changes", Refusal.of(() -> catalog.select(environment)).field());
        assertField("changes[0].warehouses", toggle(true).addEventDefinitionIds(bought));
        assertField("changes[0]", toggle(true, "one"));
        assertField("changes[0].since", toggle(true, "one").addPropertyIds(1).setSince(SINCE));
        assertField(
                "changes[0].since",
                toggle(false, "one").addEventDefinitionIds(bought).setSince(SINCE));
        assertField(
                "changes[0].since",
                toggle(true, "one")
                        .addEventDefinitionIds(bought)
                        .setSince(Timestamp.newBuilder().setNanos(-1)));
        assertField("changes[0].property_categories[0]", toggle(false, "one").addPropertyCategories("nope"));
        assertField("changes[0].property_categories[0]", toggle(false, "one").addPropertyCategories("a\0b"));
    }

    @Test
    void thousandsAreToggledInOneCall() {
        var wish = toggle(true, "one", "two")
                .addAllEventDefinitionIds(LongStream.range(0, 20_000)
                        .mapToObj(i -> i % 2 == 0 ? bought : paid)
                        .toList())
                .build();
        assertEquals(revision + 1, catalog.select(environment, wish));
        assertEquals(
                List.of(event(bought, true), event(paid, true)), list("two").getEventsList());
    }

    private void assertReason(ErrorReason reason, SelectionChange.Builder change) {
        assertEquals(
                reason,
                Refusal.of(() -> catalog.select(environment, change.build())).reason());
    }

    private void assertField(String field, SelectionChange.Builder change) {
        var refusal = Refusal.of(() -> catalog.select(environment, change.build()));
        assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
        assertEquals(field, refusal.field());
    }

    private static EventSelection event(long id, boolean synced) {
        return EventSelection.newBuilder()
                .setEventDefinitionId(id)
                .setSynced(synced)
                .build();
    }

    private static SegmentSelection segment(long id, boolean synced) {
        return SegmentSelection.newBuilder().setSegmentId(id).setSynced(synced).build();
    }

    private static SegmentCondition named() {
        return SegmentCondition.newBuilder()
                .setUserProperty(
                        Comparison.newBuilder().setColumn("identity").setOperator(Operator.OPERATOR_IS_DEFINED))
                .build();
    }

    private List<Long> properties(String... keys) {
        return List.of(keys).stream()
                .map(key -> catalog.register(
                                environment,
                                seen(PropertyLevel.PROPERTY_LEVEL_EVENT, key, PropertyType.PROPERTY_TYPE_TEXT))
                        .getFirst()
                        .getId())
                .toList();
    }

    private void categorize(long id, String category) {
        client.properties()
                .updateProperty(UpdatePropertyRequest.newBuilder()
                        .setId(id)
                        .setCategory(category)
                        .build());
    }

    private void archive(long id) {
        client.properties()
                .archiveProperty(ArchivePropertyRequest.newBuilder().setId(id).build());
    }

    private ListSelectionsResponse list(String warehouse) {
        return client.selections()
                .listSelections(ListSelectionsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse(warehouse)
                        .build());
    }
}
