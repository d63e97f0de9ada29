package dev.sluice.identity.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.v1.IdentifyRequest;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class IdentifyTest {

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void theAnonymousUserBecomesTheIdentitysUser() {
        var answer = client.calls()
                .identify(IdentifyRequest.newBuilder()
                        .setEnvironment(environment)
                        .setStamp(Calls.stamp(5, "c"))
                        .setAnonymousId("a")
                        .setIdentity("ada")
                        .build());
        assertEquals(id("ada"), answer.getUserId());
        assertEquals(Map.of(anonymous("a"), move("ada", 5)), world().migrations());
        assertEquals(Set.of(anonymous("a")), world().retired());
        assertEquals("ada", world().users().get(id("ada")).getIdentity());
    }

    @Test
    void theEarliestIdentifyDecidesEvenIfItComesLate() {
        client.apply(environment, Calls.identify(5, "c5", "a", "ada"));
        client.apply(environment, Calls.identify(9, "c9", "a", "bob"));
        assertEquals(Map.of(anonymous("a"), move("ada", 5)), world().migrations());
        assertEquals(Set.of("c9"), tables.conflicts(environment));

        client.apply(environment, Calls.identify(1, "c1", "a", "eve"));
        assertEquals(Map.of(anonymous("a"), move("eve", 1)), world().migrations());
        assertEquals(Set.of("c5", "c9"), tables.conflicts(environment));
    }

    @Test
    void callsOfOneTimeAreOrderedByTheirIds() {
        client.apply(environment, Calls.identify(5, "b", "a", "bob"));
        client.apply(environment, Calls.identify(5, "a", "a", "ada"));
        client.apply(environment, Calls.identify(5, "\uD83D\uDE00", "x", "late in bytes"));
        client.apply(environment, Calls.identify(5, "\uFFFD", "x", "early in bytes"));
        assertEquals(move("ada", 5), world().migrations().get(anonymous("a")));
        assertEquals(move("early in bytes", 5), world().migrations().get(anonymous("x")));
    }

    @Test
    void anEarlierCallThatAgreesOnlyMovesTheTime() {
        client.apply(environment, Calls.identify(5, "c5", "a", "ada"));
        client.apply(environment, Calls.identify(3, "c3", "a", "ada"));
        assertEquals(Map.of(anonymous("a"), move("ada", 3)), world().migrations());
        assertEquals(Set.of(), tables.conflicts(environment));
    }

    @Test
    void repeatedCallChangesNothing() {
        var calls = List.of(
                Calls.identify(5, "c5", "a", "ada"),
                Calls.alias(6, "c6", "ada", "bob"),
                Calls.properties(7, "c7", Calls.anonymous("a"), Map.of("k", Calls.text("v"))));
        client.apply(environment, calls);
        var before = tables.state(environment);
        var reader = new FeedReader(client, environment, 10);
        assertFalse(reader.readOn().isEmpty());

        client.apply(environment, calls);
        client.apply(environment, calls.reversed());
        client.apply(environment, Calls.identify(1, "c5", "other", "another"));
        assertEquals(List.of(), reader.readOn());
        assertEquals(before, tables.state(environment));
    }

    @Test
    void aCallRepeatedWithinItsBatchCountsOnce() {
        var call = Calls.identify(5, "c", "a", "ada");
        assertEquals(0, client.apply(environment, call, call).getRefusedCount());
        assertEquals(1, tables.state(environment).get("identity_call").size());
    }

    @Test
    void callsOfTwoKindsMayShareAnId() {
        client.apply(
                environment,
                Calls.identify(5, "c", "a", "ada"),
                Calls.properties(5, "c", Calls.identity("ada"), Map.of("k", Calls.text("v"))));
        assertEquals(
                Map.of("k", Calls.text("v")), world().users().get(id("ada")).getPropertiesMap());
        assertEquals(1, world().migrations().size());
    }

    @Test
    void environmentsDoNotTouch() {
        client.apply(environment, Calls.identify(5, "c", "a", "ada"));
        client.apply(environment + " 2", Calls.identify(6, "c", "a", "bob"));
        assertEquals(Map.of(anonymous("a"), move("ada", 5)), world().migrations());
    }

    private World world() {
        return FeedReader.everything(client, environment);
    }

    private World.Move move(String identity, int second) {
        return new World.Move(id(identity), Calls.START.plusSeconds(second));
    }

    private long id(String identity) {
        return client.userId(environment, Calls.identity(identity));
    }

    private long anonymous(String anonymousId) {
        return client.userId(environment, Calls.anonymous(anonymousId));
    }
}
