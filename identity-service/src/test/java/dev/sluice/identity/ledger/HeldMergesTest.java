package dev.sluice.identity.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.LowLimit;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.v1.DeleteUserRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.ListHeldMergesRequest;
import dev.sluice.identity.v1.ListHeldMergesResponse;
import dev.sluice.identity.v1.MergeCause;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
@TestProfile(LowLimit.class)
class HeldMergesTest {

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void whoComesBeyondTheLimitOfADayIsHeld() {
        client.apply(
                environment,
                Calls.identify(1, "c1", "1", "ada"),
                Calls.identify(2, "c2", "2", "ada"),
                Calls.identify(86_400, "c3", "3", "ada"),
                Calls.identify(2, "c4", "4", "bob"));
        assertEquals(Set.of("c2"), tables.calls(environment, "held"));
        assertEquals(Set.of(1L, 3L, 4L), migrated());
        RestAssured.when()
                .get(metrics)
                .then()
                .body(Matchers.containsString("sluice_identity_calls_total{kind=\"identify\",outcome=\"held\"}"));
    }

    @Test
    void anEarlierCallThatComesLatePushesAnotherOverTheLimit() {
        client.apply(environment, Calls.identify(5, "c5", "5", "ada"));
        client.apply(environment, Calls.identify(1, "c1", "1", "ada"));
        assertEquals(Set.of("c5"), tables.calls(environment, "held"));
        assertEquals(Set.of(1L), migrated());
        client.undo(environment, "c1");
        assertEquals(Set.of(), tables.calls(environment, "held"));
        assertEquals(Set.of(5L), migrated());
        client.restore(environment, "c1");
        assertEquals(Set.of(1L), migrated());
    }

    @Test
    void whatIsHeldStillDecides() {
        client.apply(
                environment,
                Calls.identify(1, "c1", "1", "ada"),
                Calls.identify(2, "c2", "2", "ada"),
                Calls.identify(3, "c3", "2", "bob"));
        assertEquals(Set.of("c3"), tables.conflicts(environment));
        assertEquals(Set.of(1L), migrated());
    }

    @Test
    void whatIsApprovedMergesAndDoesNotCount() {
        client.apply(
                environment,
                Calls.identify(1, "c1", "1", "ada"),
                Calls.identify(2, "c2", "2", "ada"),
                Calls.identify(3, "c3", "3", "ada"));
        client.approve(environment, List.of("c3"));
        assertEquals(Set.of(1L, 3L), migrated());
        client.approve(environment, List.of("c1"));
        assertEquals(Set.of(1L, 2L, 3L), migrated());
        var before = tables.rows(environment);
        client.approve(environment, List.of("c1", "c3"));
        assertEquals(before, tables.rows(environment));
    }

    @Test
    void theListShowsEachMergeOnceInPages() {
        var calls = new ArrayList<IdentityCall>();
        for (int user = 0; user < 6; user++) {
            calls.add(Calls.identify(user, "c" + user, Integer.toString(user), "ada"));
            calls.add(Calls.identify(100 + user, "again " + user, Integer.toString(user), "ada"));
        }
        client.apply(environment, calls);
        var first = list(0, 3);
        assertTrue(first.getMore());
        var second = list(first.getCursor(), 3);
        assertFalse(second.getMore());
        var third = list(second.getCursor(), 3);
        assertEquals(0, third.getHeldCount());
        assertEquals(second.getCursor(), third.getCursor());
        var all = new ArrayList<>(first.getHeldList());
        all.addAll(second.getHeldList());
        assertEquals(
                List.of("c1", "c2", "c3", "c4", "c5"),
                all.stream().map(held -> held.getCall().getStamp().getCallId()).toList());
        assertEquals(calls.get(2), all.getFirst().getCall());
        assertEquals(1, all.getFirst().getFromUserId());
        assertEquals(
                List.of(client.userId(environment, Calls.identity("ada"))),
                all.stream().map(MergeCause::getToUserId).distinct().toList());
    }

    @Test
    void whoeverIsDeletedLetsTheNextIn() {
        client.apply(environment, Calls.identify(1, "c1", "1", "ada"), Calls.identify(2, "c2", "2", "ada"));
        client.ledger()
                .deleteUser(DeleteUserRequest.newBuilder()
                        .setEnvironment(environment)
                        .addUserIds(2)
                        .build());
        client.apply(environment, Calls.identify(3, "c3", "3", "ada"), Calls.identify(4, "c4", "3", "bob"));
        assertEquals(Set.of("c3"), tables.calls(environment, "held"));
        var ada = List.of(1L, client.userId(environment, Calls.identity("ada")));
        client.ledger()
                .deleteUser(DeleteUserRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllUserIds(ada)
                        .build());
        assertEquals(Set.of("c4"), tables.calls(environment, "accepted"));
        assertEquals(Set.of(3L), migrated());
    }

    @Test
    void badInputIsRefused() {
        client.apply(environment, Calls.identify(1, "c1", "1", "ada"), Calls.alias(1, "c2", "ada", "bob"));
        var before = tables.rows(environment);
        var notFound = new Refusal(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_CALL_NOT_FOUND, "");
        var wrongState = new Refusal(Status.Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_WRONG_STATE, "");
        assertEquals(notFound, approval(List.of("c1", "c0")));
        assertEquals(wrongState, approval(List.of("c1", "c2")));
        assertEquals(Refusal.invalid("call_ids"), approval(List.of()));
        assertEquals(Refusal.invalid("call_ids"), approval(Collections.nCopies(1_001, "c1")));
        assertEquals(Refusal.invalid("call_ids[1]"), approval(List.of("c1", "")));
        assertEquals(Refusal.invalid("environment"), Refusal.of(() -> client.approve("", List.of("c1"))));
        assertEquals(Refusal.invalid("after"), Refusal.of(() -> list(-1, 1)));
        assertEquals(Refusal.invalid("page_size"), Refusal.of(() -> list(0, 1_001)));
        assertEquals(before, tables.rows(environment));
    }

    private Refusal approval(List<String> callIds) {
        return Refusal.of(() -> client.approve(environment, callIds));
    }

    private ListHeldMergesResponse list(long after, int pageSize) {
        return client.ledger()
                .listHeldMerges(ListHeldMergesRequest.newBuilder()
                        .setEnvironment(environment)
                        .setAfter(after)
                        .setPageSize(pageSize)
                        .build());
    }

    private Set<Long> migrated() {
        return FeedReader.everything(client, environment).migrations().keySet();
    }
}
