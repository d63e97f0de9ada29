package dev.sluice.identity.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.v1.Conflict;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.ListConflictsRequest;
import dev.sluice.identity.v1.ListConflictsResponse;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class ListConflictsTest {

    @Inject
    IdentityClient client;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void aLaterIdentifyLosesToTheEarliest() {
        var winner = Calls.identify(1, "c1", "7", "ada");
        var loser = Calls.identify(2, "c2", "7", "bob");
        client.apply(environment, loser, winner, Calls.identify(3, "c3", "7", "ada"));
        assertEquals(List.of(conflict(winner, loser, "earliest_identify")), list());
    }

    @Test
    void aLaterAliasLosesToTheEarliest() {
        var winner = Calls.alias(1, "c1", "a", "b");
        var loser = Calls.alias(2, "c2", "a", "c");
        client.apply(environment, loser, winner);
        assertEquals(List.of(conflict(winner, loser, "earliest_alias")), list());
    }

    @Test
    void anAliasThatClosesALoopLosesToTheFirstStepOfItsTarget() {
        var step = Calls.alias(2, "c2", "b", "c");
        var loser = Calls.alias(3, "c3", "c", "b");
        client.apply(environment, step, loser, Calls.alias(4, "c4", "c", "d"));
        assertEquals(List.of(conflict(step, loser, "no_loop")), list());
    }

    @Test
    void whatIsSaidOfTheSourceIsShown() {
        var loser = Calls.identify(2, "c2", "7", "bob").toBuilder();
        loser.getStampBuilder().setSource("analytics.js");
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), loser.build());
        assertEquals(loser.build(), list().getFirst().getLoser());
    }

    @Test
    void pagesFollowTheOrderInWhichTheLosersWereTaken() {
        client.apply(environment, Calls.identify(0, "c0", "7", "ada"));
        for (int call = 5; call > 0; call--) {
            client.apply(environment, Calls.identify(call, "c" + call, "7", "bob"));
        }
        var all = new ArrayList<>(page(0, 2).getConflictsList());
        var second = page(page(0, 2).getCursor(), 2);
        assertTrue(second.getMore());
        all.addAll(second.getConflictsList());
        var third = page(second.getCursor(), 2);
        assertFalse(third.getMore());
        all.addAll(third.getConflictsList());
        assertEquals(list(), all);
        assertEquals(
                List.of("c5", "c4", "c3", "c2", "c1"),
                all.stream().map(one -> one.getLoser().getStamp().getCallId()).toList());
    }

    @Test
    void badInputIsRefused() {
        assertEquals(Refusal.invalid("after"), Refusal.of(() -> page(-1, 1)));
        assertEquals(Refusal.invalid("page_size"), Refusal.of(() -> page(0, -1)));
        assertEquals(Refusal.invalid("page_size"), Refusal.of(() -> page(0, 1_001)));
        assertEquals(
                Refusal.invalid("environment"),
                Refusal.of(() -> client.ledger().listConflicts(ListConflictsRequest.getDefaultInstance())));
    }

    private static Conflict conflict(IdentityCall winner, IdentityCall loser, String rule) {
        return Conflict.newBuilder()
                .setWinner(winner)
                .setLoser(loser)
                .setRule(rule)
                .build();
    }

    private List<Conflict> list() {
        return page(0, 0).getConflictsList();
    }

    private ListConflictsResponse page(long after, int pageSize) {
        return client.ledger()
                .listConflicts(ListConflictsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setAfter(after)
                        .setPageSize(pageSize)
                        .build());
    }
}
