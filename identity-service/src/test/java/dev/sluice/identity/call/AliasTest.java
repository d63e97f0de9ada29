package dev.sluice.identity.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.v1.AliasRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.ReadMigrationsRequest;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class AliasTest {

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void oneIdentityBecomesAnother() {
        var answer = client.calls()
                .alias(AliasRequest.newBuilder()
                        .setEnvironment(environment)
                        .setStamp(Calls.stamp(5, "c"))
                        .setFromIdentity("ada")
                        .setToIdentity("bob")
                        .build());
        assertEquals(id("bob"), answer.getUserId());
        assertEquals(Map.of(id("ada"), move("bob", 5)), world().migrations());
    }

    @Test
    void chainsAreOneHopHoweverTheyCameTogether() {
        client.apply(environment, Calls.alias(3, "c3", "c", "d"));
        client.apply(environment, Calls.identify(1, "c1", "visitor", "a"));
        client.apply(environment, Calls.alias(5, "c5", "a", "b"));
        client.apply(environment, Calls.alias(4, "c4", "b", "c"));
        assertEquals(
                Map.of(
                        client.userId(environment, Calls.anonymous("visitor")), move("d", 1),
                        id("a"), move("d", 5),
                        id("b"), move("d", 4),
                        id("c"), move("d", 3)),
                world().migrations());
    }

    @Test
    void aSecondTargetIsAConflict() {
        client.apply(environment, Calls.alias(5, "c5", "ada", "bob"), Calls.alias(6, "c6", "ada", "eve"));
        assertEquals(Map.of(id("ada"), move("bob", 5)), world().migrations());
        assertEquals(Set.of("c6"), tables.conflicts(environment));
    }

    @Test
    void aLoopIsAConflict() {
        client.apply(
                environment,
                Calls.alias(1, "c1", "a", "b"),
                Calls.alias(2, "c2", "b", "c"),
                Calls.alias(3, "c3", "c", "a"));
        assertEquals(Set.of("c3"), tables.conflicts(environment));
        assertEquals(Set.of(id("a"), id("b")), world().migrations().keySet());
    }

    @Test
    void anEarlierCallThatComesLateMakesAnIdItsOwnUserAgain() {
        client.apply(environment, Calls.alias(5, "c5", "a", "b"));
        var reader = new FeedReader(client, environment, 10);
        reader.readOn();
        assertEquals(Set.of(id("a")), reader.world().retired());

        client.apply(environment, Calls.alias(1, "c1", "b", "a"));
        reader.readOn();
        assertEquals(Set.of("c5"), tables.conflicts(environment));
        assertEquals(Map.of(id("b"), move("a", 1)), reader.world().migrations());
        assertEquals(Set.of(id("b")), reader.world().retired());
        assertEquals(Set.of(id("a")), reader.world().users().keySet());
        assertTrue(migrationIsWithdrawn(id("a")));
    }

    @Test
    void aLongChainMovesInOneCall() {
        var chain = new ArrayList<IdentityCall>();
        for (int i = 0; i < 500; i++) {
            chain.add(Calls.alias(i, "c" + i, "user " + i, "user " + (i + 1)));
        }
        client.apply(environment, chain.reversed());
        long end = id("user 500");
        var migrations = world().migrations();
        assertEquals(500, migrations.size());
        assertTrue(migrations.values().stream().allMatch(move -> move.toUserId() == end));
    }

    private boolean migrationIsWithdrawn(long userId) {
        var page = client.feeds()
                .readMigrations(ReadMigrationsRequest.newBuilder()
                        .setEnvironment(environment)
                        .build());
        return page.getMigrationsList().stream()
                .anyMatch(migration -> migration.getFromUserId() == userId && migration.getWithdrawn());
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
}
