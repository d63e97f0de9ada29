package dev.sluice.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.LowLimit;
import dev.sluice.identity.testing.PackagedService;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.testing.World;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.identity.v1.ReadMigrationsRequest;
import dev.sluice.identity.v1.ReadUsersRequest;
import dev.sluice.values.v1.PropertyValue;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * A service that starts on what version 2 left, from before there were undos, a daily limit and values set once, changes
 * nobody and goes on from there. The limit is lower than what was merged before.
 */
class UpgradeIT {

    private static final long ADA = 1001;
    private static final long BOB = 1002;
    private static final long ROBERT = 1003;
    private static final long VISITOR_X = 1004;

    private static EmbeddedPostgres postgres;
    private static DataSource dataSource;
    private static PackagedService service;
    private static IdentityClient client;

    private String environment;

    @BeforeAll
    static void upgrade() throws Exception {
        postgres = EmbeddedPostgres.start();
        dataSource = postgres.getDatabase("postgres", "postgres", Map.of("currentSchema", "identity"));
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("identity")
                .target("2")
                .load()
                .migrate();
        for (var test : UpgradeIT.class.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class)) {
                insertRowsOfVersion2(test.getName());
            }
        }
        service = PackagedService.start(postgres.getJdbcUrl("postgres", "postgres"), LowLimit.SETTINGS);
        client = service.client();
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        postgres.close();
    }

    /** Each test has an environment of its own, since rows of version 2 come before the upgrade only. */
    @BeforeEach
    void nameTheEnvironment(TestInfo test) {
        environment = test.getTestMethod().orElseThrow().getName();
    }

    @Test
    void whoIsWhoIsAsBefore() {
        var world = FeedReader.everything(client, environment);
        assertEquals(
                Map.of(
                        1L,
                        move(ADA, 1),
                        2L,
                        move(ADA, 2),
                        3L,
                        move(ADA, 3),
                        VISITOR_X,
                        move(ROBERT, 4),
                        BOB,
                        move(ROBERT, 5)),
                world.migrations());
        assertEquals(world.migrations().keySet(), world.retired());
        assertEquals(Set.of(9L, ADA, ROBERT), world.users().keySet());
        assertEquals(
                Map.of("plan", Calls.text("gold"), "visits", Calls.integer(7)),
                world.users().get(ADA).getPropertiesMap());
        assertEquals(Map.of(), world.users().get(ROBERT).getPropertiesMap());
        var keys = List.of(Calls.anonymous("visitor x"), Calls.identity("robert"), Calls.identity("ada"));
        assertEquals(List.of(VISITOR_X, ROBERT, ADA), client.userIds(environment, keys));
    }

    @Test
    void whoeverReadEverythingFindsNothingNew() {
        long head = client.feeds()
                .getFeedHead(GetFeedHeadRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getPosition();
        assertEquals(14, head);
        var users = client.feeds()
                .readUsers(ReadUsersRequest.newBuilder()
                        .setEnvironment(environment)
                        .setAfter(head)
                        .setPageSize(100)
                        .build());
        assertEquals(List.of(), users.getUsersList());
        var migrations = client.feeds()
                .readMigrations(ReadMigrationsRequest.newBuilder()
                        .setEnvironment(environment)
                        .setAfter(head)
                        .setPageSize(100)
                        .build());
        assertEquals(List.of(), migrations.getMigrationsList());
    }

    @Test
    void noMergeIsHeldOrUndone() {
        assertEquals(Set.of(), outcome("held"));
        assertEquals(Set.of(), outcome("undone"));
        assertEquals(Set.of("c8"), outcome("conflict"));
        client.apply(
                environment,
                Calls.identify(40, "again 1", "1", "ada"),
                Calls.identify(40, "again 2", "2", "ada"),
                Calls.identify(40, "again 3", "3", "ada"),
                Calls.identify(40, "again x", "visitor x", "bob"));
        assertEquals(Set.of(), outcome("held"));
        assertEquals(Set.of(1L, 2L, 3L, VISITOR_X, BOB), migrated());
    }

    @Test
    void mergesFromBeforeDoNotCountForTheLimit() {
        client.apply(environment, Calls.identify(40, "c10", "5", "ada"), Calls.identify(41, "c11", "6", "ada"));
        assertEquals(Set.of("c11"), outcome("held"));
        assertEquals(Set.of(1L, 2L, 3L, 5L, VISITOR_X, BOB), migrated());
    }

    @Test
    void aCallFromBeforeKeepsLaterOnesOut() {
        client.apply(environment, Calls.identify(40, "c10", "2", "bob"), Calls.alias(40, "c11", "bob", "ada"));
        assertEquals(Set.of("c8", "c10", "c11"), outcome("conflict"));
        assertEquals(Set.of(1L, 2L, 3L, VISITOR_X, BOB), migrated());
    }

    @Test
    void anEarlierCallThatComesLateStillWins() {
        client.apply(environment, Calls.identify(0, "c0", "2", "bob"));
        assertEquals(Set.of("c2", "c8"), outcome("conflict"));
        assertEquals(
                move(ROBERT, 0),
                FeedReader.everything(client, environment).migrations().get(2L));
    }

    @Test
    void aMergeFromBeforeIsUndoneAndRestored() {
        client.undo(environment, "c1");
        assertEquals(
                move(ROBERT, 30),
                FeedReader.everything(client, environment).migrations().get(1L));
        assertEquals(Map.of("plan", Calls.text("gold")), properties(ADA));
        client.undo(environment, "c5");
        assertEquals(Set.of(1L, 2L, 3L, VISITOR_X), migrated());
        client.restore(environment, "c5");
        client.restore(environment, "c1");
        assertEquals(Set.of(1L, 2L, 3L, VISITOR_X, BOB), migrated());
        assertEquals(Set.of("c8"), outcome("conflict"));
        assertEquals(Set.of(), outcome("held"));
    }

    @Test
    void aValueFromBeforeGivesWayToLaterCallsOnly() {
        var ada = Calls.identity("ada");
        client.apply(
                environment,
                Calls.properties(15, "c10", ada, Map.of("plan", Calls.text("bronze"))),
                Calls.setOnce(0, "c11", ada, Map.of("plan", Calls.text("trial"), "campaign", Calls.text("spring"))));
        assertEquals(
                Map.of("plan", Calls.text("gold"), "visits", Calls.integer(7), "campaign", Calls.text("spring")),
                properties(ADA));
        client.apply(
                environment,
                Calls.properties(40, "c12", ada, Map.of("plan", Calls.text("platinum"))),
                Calls.unset(40, "c13", ada, "visits"));
        assertEquals(Map.of("plan", Calls.text("platinum"), "campaign", Calls.text("spring")), properties(ADA));
    }

    private Map<String, PropertyValue> properties(long userId) {
        return FeedReader.everything(client, environment).users().get(userId).getPropertiesMap();
    }

    private Set<Long> migrated() {
        return FeedReader.everything(client, environment).migrations().keySet();
    }

    private Set<String> outcome(String outcome) {
        return Tables.in(dataSource).calls(environment, outcome);
    }

    private static World.Move move(long toUserId, int second) {
        return new World.Move(toUserId, Calls.START.plusSeconds(second));
    }

    private static void insertRowsOfVersion2(String environment) throws IOException, SQLException {
        try (var rows = UpgradeIT.class.getResourceAsStream("rows-of-version-2.sql");
                var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            var sql = new String(rows.readAllBytes(), StandardCharsets.UTF_8);
            statement.execute(sql.replace(":environment", "'" + environment + "'"));
        }
    }
}
