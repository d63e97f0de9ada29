package dev.sluice.identity.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.ReadMigrationsRequest;
import dev.sluice.identity.v1.ReadUsersRequest;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.values.v1.PropertyValue;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class FeedTest {

    @Inject
    IdentityClient client;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void anUnknownEnvironmentHasEmptyFeeds() {
        assertEquals(0, head());
        var page = client.feeds().readUsers(users().build());
        assertEquals(0, page.getUsersCount());
        assertEquals(0, page.getCursor());
        assertFalse(page.getMore());
    }

    @Test
    void pagesFollowEachOtherUntilNothingIsLeft() {
        client.apply(environment, identifies(10));
        var page = client.feeds().readUsers(users().setPageSize(4).build());
        assertEquals(4, page.getUsersCount());
        assertTrue(page.getMore());
        assertEquals(20, new FeedReader(client, environment, 3).readOn().size());
    }

    @Test
    void aPageEndsWithThePositionItWasAskedToEndAt() {
        client.apply(environment, identifies(5));
        long until = head();
        client.apply(environment, Calls.identify(99, "later", "later", "later"));

        var page = client.feeds().readUsers(users().setUntil(until).build());
        assertEquals(until, page.getCursor());
        assertFalse(page.getMore());
        var rest = client.feeds()
                .readUsers(users().setAfter(until).setUntil(head() + 100).build());
        assertEquals(2, rest.getUsersCount());
        assertEquals(head(), rest.getCursor());
    }

    @Test
    void aUserComesOnceHoweverOftenTheyChanged() {
        for (int i = 0; i < 5; i++) {
            client.apply(environment, Calls.identify(i, "c" + i, "visitor " + i, "ada"));
        }
        var came = new FeedReader(client, environment, 2).readOn();
        assertEquals(6, came.size());
        assertEquals(6, came.stream().map(user -> user.getUserId()).distinct().count());
    }

    @Test
    void aRetiredUserCarriesNothingElse() {
        client.apply(environment, Calls.identify(1, "c", "7", "ada"));
        var retired = client.feeds().readUsers(users().build()).getUsersList().stream()
                .filter(user -> user.getUserId() == 7)
                .findFirst()
                .orElseThrow();
        assertEquals(retired.toBuilder().clear().setUserId(7).setRetired(true).build(), retired);
    }

    @Test
    void aPageOfLargeUsersStaysBelowWhatAClientTakes() {
        var values = new HashMap<String, PropertyValue>();
        for (int i = 0; i < 100; i++) {
            values.put("key " + i, Calls.text("x".repeat(1_024)));
        }
        for (int batch = 0; batch < 5; batch++) {
            int first = batch * 20;
            client.apply(
                    environment,
                    IntStream.range(first, first + 20)
                            .mapToObj(i -> Calls.properties(i, "c" + i, Calls.identity("user " + i), values))
                            .toList());
        }
        var page = client.feeds().readUsers(users().setPageSize(10_000).build());
        assertTrue(page.getMore());
        assertTrue(page.getSerializedSize() < 3 << 20);
        var came = new FeedReader(client, environment, 10_000).readOn();
        assertEquals(100, came.size());
        assertTrue(came.stream().allMatch(user -> user.getPropertiesCount() == 100));
    }

    @Test
    void migrationsThatFollowACursorAreCounted() {
        client.apply(environment, identifies(3));
        long head = head();
        assertEquals(3, migrationsAfter(0));
        assertEquals(0, migrationsAfter(head));
        client.apply(environment, Calls.identify(9, "c9", "visitor 9", "identity 9"));
        assertEquals(1, migrationsAfter(head));
        assertFalse(client.feeds()
                .getFeedHead(GetFeedHeadRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .hasMigrations());
    }

    private long migrationsAfter(long cursor) {
        return client.feeds()
                .getFeedHead(GetFeedHeadRequest.newBuilder()
                        .setEnvironment(environment)
                        .setAfter(cursor)
                        .build())
                .getMigrations();
    }

    @Test
    void badInputIsRefusedByItsField() {
        assertEquals(Refusal.invalid("environment"), refusal(users().setEnvironment("")));
        assertEquals(Refusal.invalid("after"), refusal(users().setAfter(-1)));
        assertEquals(Refusal.invalid("after"), refusal(users().setAfter(head() + 1)));
        assertEquals(Refusal.invalid("until"), refusal(users().setUntil(-1)));
        assertEquals(Refusal.invalid("page_size"), refusal(users().setPageSize(-1)));
        assertEquals(Refusal.invalid("page_size"), refusal(users().setPageSize(10_001)));
        assertEquals(
                Refusal.invalid("page_size"),
                Refusal.of(() -> client.feeds()
                        .readMigrations(ReadMigrationsRequest.newBuilder()
                                .setEnvironment(environment)
                                .setPageSize(10_001)
                                .build())));
        assertEquals(
                Refusal.invalid("environment"),
                Refusal.of(() -> client.feeds().getFeedHead(GetFeedHeadRequest.getDefaultInstance())));
    }

    private Refusal refusal(ReadUsersRequest.Builder request) {
        return Refusal.of(() -> client.feeds().readUsers(request.build()));
    }

    private ReadUsersRequest.Builder users() {
        return ReadUsersRequest.newBuilder().setEnvironment(environment);
    }

    private long head() {
        return client.feeds()
                .getFeedHead(GetFeedHeadRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getPosition();
    }

    private static List<IdentityCall> identifies(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Calls.identify(i, "c" + i, "visitor " + i, "identity " + i))
                .toList();
    }
}
