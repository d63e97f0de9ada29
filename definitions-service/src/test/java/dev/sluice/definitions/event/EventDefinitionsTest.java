package dev.sluice.definitions.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CreateEventDefinitionRequest;
import dev.sluice.definitions.v1.DefinitionState;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.EventDefinitionRevision;
import dev.sluice.definitions.v1.ListEventDefinitionRevisionsRequest;
import dev.sluice.definitions.v1.ListEventDefinitionsRequest;
import dev.sluice.definitions.v1.RestoreEventDefinitionRequest;
import dev.sluice.definitions.v1.UpdateEventDefinitionRequest;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EventDefinitionsTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    private String environment;

    @BeforeEach
    void createEnvironment() {
        environment = catalog.environment();
    }

    @Test
    void createdDefinitionIsFoundAgain() {
        var created = client.events()
                .createEventDefinition(request("Sign Up - Click Link")
                        .setCategory("growth")
                        .setNote("two\nlines")
                        .build())
                .getEventDefinition();

        assertEquals("sign_up_click_link", created.getTableName());
        assertEquals(1, created.getRevision());
        assertEquals(DefinitionState.DEFINITION_STATE_ACTIVE, created.getState());
        assertEquals("growth", created.getCategory());
        assertEquals(created, catalog.get(created.getId()));
        assertEquals(List.of(created), list());
        assertEquals(2, catalog.revision(environment));
    }

    @Test
    void nameIsUniqueEvenWhenArchived() {
        catalog.archive(catalog.event(environment, "Bought").getId());

        var refusal = Refusal.of(() -> catalog.event(environment, "Bought"));
        assertEquals(ErrorReason.ERROR_REASON_ALREADY_EXISTS, refusal.reason());
        assertEquals("bought", catalog.event(catalog.environment(), "Bought").getTableName());
    }

    @Test
    void renamingRenamesNothingDownstream() {
        var created = catalog.event(environment, "Bought");
        var renamed = update(
                UpdateEventDefinitionRequest.newBuilder().setId(created.getId()).setName("Purchased"));

        assertEquals("Purchased", renamed.getName());
        assertEquals("bought", renamed.getTableName());
        assertEquals(1, renamed.getRevision());
        assertTrue(catalog.event(environment, "Bought").getTableName().startsWith("bought_"));
    }

    @Test
    void changedMatcherMakesARevisionAndNothingElseDoes() {
        var id = catalog.event(environment, "Bought").getId();

        update(UpdateEventDefinitionRequest.newBuilder()
                .setId(id)
                .setCategory("shop")
                .setNote("n"));
        assertEquals(1, catalog.update(id, Catalog.custom("Bought")).getRevision());
        assertEquals(2, catalog.update(id, Catalog.custom("Paid")).getRevision());
        assertEquals(3, catalog.update(id, Catalog.custom("Bought")).getRevision());

        var revisions = revisions(id);
        assertEquals(
                List.of(1L, 2L, 3L),
                revisions.stream().map(EventDefinitionRevision::getRevision).toList());
        assertEquals(Catalog.custom("Paid"), revisions.get(1).getMatcher());
    }

    @Test
    void updateWithNothingDifferentChangesNothing() {
        var created = catalog.event(environment, "Bought");
        long revision = catalog.revision(environment);

        var same = update(UpdateEventDefinitionRequest.newBuilder()
                .setId(created.getId())
                .setName("Bought")
                .setCategory("")
                .setNote("")
                .setMatcher(Catalog.custom("Bought")));
        assertEquals(created, same);
        assertEquals(revision, catalog.revision(environment));
    }

    @Test
    void archiveAndRestoreMoveOnlyOnce() {
        var id = catalog.event(environment, "Bought").getId();

        assertEquals(
                DefinitionState.DEFINITION_STATE_ARCHIVED, catalog.archive(id).getState());
        assertWrongState(Refusal.of(() -> catalog.archive(id)));
        assertWrongState(Refusal.of(() -> catalog.update(id, Catalog.custom("x"))));
        assertEquals(DefinitionState.DEFINITION_STATE_ACTIVE, restore(id).getState());
        assertWrongState(Refusal.of(() -> restore(id)));
        assertEquals(4, catalog.revision(environment));
    }

    @Test
    void comboNeedsItsPartsInItsOwnEnvironment() {
        var part = catalog.event(environment, "Part").getId();
        var foreign = catalog.event(catalog.environment(), "Foreign").getId();

        assertEquals(
                Catalog.combo(part),
                catalog.event(environment, "Combo", Catalog.combo(part)).getMatcher());
        var refusal = Refusal.of(() -> catalog.event(environment, "Other", Catalog.combo(part, foreign)));
        assertEquals(ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND, refusal.reason());
        assertTrue(refusal.message().startsWith("matcher.combo.event_definition_ids[1] "), refusal.message());
    }

    @Test
    void comboNeverContainsItselfHoweverDeep() {
        var bottom = catalog.event(environment, "Bottom").getId();
        var middle = catalog.event(environment, "Middle", Catalog.combo(bottom)).getId();
        var top =
                catalog.event(environment, "Top", Catalog.combo(middle, bottom)).getId();

        for (long part : new long[] {bottom, middle, top}) {
            var refusal = Refusal.of(() -> catalog.update(bottom, Catalog.combo(part)));
            assertEquals(ErrorReason.ERROR_REASON_COMBO_CYCLE, refusal.reason());
            assertEquals(Status.Code.INVALID_ARGUMENT, refusal.code());
        }
        assertEquals(1, catalog.get(bottom).getRevision());
    }

    @Test
    void badTextsAreRefusedByField() {
        assertInvalid("name", request(""));
        assertInvalid("name", request(" \t "));
        assertInvalid("name", request("a\u0007b"));
        assertInvalid("name", request("x".repeat(1_025)));
        assertInvalid("category", request("ok").setCategory("x".repeat(201)));
        assertInvalid("note", request("ok").setNote("x".repeat(4_097)));
        assertInvalid("note", request("ok").setNote("a\0b"));
        assertInvalid("matcher", request("ok").clearMatcher());
        assertEquals(1, catalog.revision(environment));
    }

    @Test
    void longestNameIsKept() {
        var name = "漢".repeat(1_024);
        assertEquals(name, catalog.event(environment, name).getName());
        var longTable = catalog.event(environment, "ß".repeat(1_024)).getTableName();
        assertEquals("s".repeat(2_048), longTable);
    }

    @Test
    void unknownIdsAreTold() {
        for (long id : new long[] {0, -1, Long.MAX_VALUE}) {
            var refusal = Refusal.of(() -> catalog.get(id));
            assertEquals(ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND, refusal.reason());
            assertEquals(refusal, Refusal.of(() -> catalog.archive(id)));
            assertEquals(refusal, Refusal.of(() -> restore(id)));
            assertEquals(refusal, Refusal.of(() -> revisions(id)));
            assertEquals(refusal, Refusal.of(() -> catalog.update(id, Catalog.custom("x"))));
        }
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> catalog.event("nowhere", "x")).reason());
    }

    private static void assertWrongState(Refusal refusal) {
        assertEquals(ErrorReason.ERROR_REASON_WRONG_STATE, refusal.reason());
        assertEquals(Status.Code.FAILED_PRECONDITION, refusal.code());
    }

    private void assertInvalid(String field, CreateEventDefinitionRequest.Builder request) {
        var refusal = Refusal.of(() -> client.events().createEventDefinition(request.build()));
        assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
        assertEquals(field, refusal.field());
    }

    private CreateEventDefinitionRequest.Builder request(String name) {
        return CreateEventDefinitionRequest.newBuilder()
                .setEnvironment(environment)
                .setName(name)
                .setMatcher(Catalog.custom("x"));
    }

    private EventDefinition update(UpdateEventDefinitionRequest.Builder request) {
        return client.events().updateEventDefinition(request.build()).getEventDefinition();
    }

    private EventDefinition restore(long id) {
        return client.events()
                .restoreEventDefinition(
                        RestoreEventDefinitionRequest.newBuilder().setId(id).build())
                .getEventDefinition();
    }

    private List<EventDefinition> list() {
        return client.events()
                .listEventDefinitions(ListEventDefinitionsRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getEventDefinitionsList();
    }

    private List<EventDefinitionRevision> revisions(long id) {
        return client.events()
                .listEventDefinitionRevisions(ListEventDefinitionRevisionsRequest.newBuilder()
                        .setId(id)
                        .build())
                .getRevisionsList();
    }
}
