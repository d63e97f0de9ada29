package dev.sluice.local.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.Account;
import dev.sluice.identity.v1.ListAccountsRequest;
import dev.sluice.identity.v1.ListAccountsResponse;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.sync.v1.Deletion;
import dev.sluice.sync.v1.DeletionState;
import dev.sluice.sync.v1.GetDeletionRequest;
import dev.sluice.sync.v1.PlannedChange;
import dev.sluice.sync.v1.RequestDeletionRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user who asks to be forgotten is in no table of any warehouse or service any more; what they do later is new. */
final class DeletionIT {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final String ann = "ann." + UUID.randomUUID() + "@example.com";
    private final String bob = "bob." + UUID.randomUUID() + "@example.com";
    private final String phone = "phone-" + UUID.randomUUID();
    private final String laptop = "7" + Math.floorMod(UUID.randomUUID().getLeastSignificantBits(), 1_000_000_000_000L);
    private final String tablet = "tablet-" + UUID.randomUUID();
    private final Shop shop = new Shop();

    /** Two devices that turn out to be Ann's, one of them only after a table froze; and Bob. */
    @BeforeEach
    void twoUsersOverTwoDevicesInTwoWarehouses() {
        shop.view(phone, "/welcome");
        shop.view(phone, "/account/" + ann);
        shop.identify(phone, ann);
        shop.view(laptop, "/pricing");
        shop.view(tablet, "/pricing");
        shop.order(ann, "for " + ann);
        shop.order(bob, "for bob");
        shop.identify(tablet, bob);
        shop.addProperty(ann, "email", ann);
        shop.addProperty(bob, "email", bob);
        shop.syncBoth();
        shop.freeze();
        shop.syncBoth();
        shop.identify(laptop, ann);
        shop.view(laptop, "/done");
        shop.syncBoth();
    }

    @Test
    void nothingOfADeletedUserIsLeftAnywhere() throws SQLException, IOException {
        var accounts = accounts(ann);
        assertEquals(3, accounts.getAccountsCount());
        var everything = new Traces(words(accounts));
        assertFalse(everything.inFile(shop.access.warehouseFile(), schema()).isEmpty());

        var done = await(request(ann), deletion -> deletion.getState() == DeletionState.DELETION_STATE_DONE);
        assertTrue(done.hasEventLogDoneAt() && done.hasIdentityDoneAt() && done.hasCompletedAt());
        assertTrue(done.getWarehousesList().stream().allMatch(each -> each.hasDoneAt()));
        for (var file : List.of(shop.access.warehouseFile(), shop.secondFile)) {
            assertEquals(List.of(), everything.inFile(file, schema()));
            assertEquals(List.of("1"), column(file, "SELECT count(*) FROM users"));
            assertEquals(List.of("1"), column(file, "SELECT count(*) FROM ordered"));
            assertEquals(List.of("/pricing"), column(file, "SELECT path FROM stopped"));
            assertEquals(List.of("/pricing"), column(file, "SELECT path FROM pageviews"));
            assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(ann));
        }
        // Ids stay in identity-service for readers of its feeds to learn that they are gone, and name the deletion.
        var words = new Traces(List.of(ann, phone));
        assertEquals(List.of(), words.inDatabase("worker", "identity", "definitions"));
        assertEquals(List.of(), eventsOf(everything.inDatabase("worker")));
        accounts.getAccountsList().forEach(this::assertUnknown);
        assertEquals(2, accounts(bob).getAccountsCount());
    }

    @Test
    void whatTheyDoLaterIsOfANewUser() {
        var before = accounts(ann);
        await(request(ann), deletion -> deletion.getState() == DeletionState.DELETION_STATE_DONE);
        shop.view(phone, "/again");
        shop.identify(laptop, ann);
        shop.syncBoth();
        for (var file : List.of(shop.access.warehouseFile(), shop.secondFile)) {
            assertEquals(
                    List.of("/again"),
                    column(file, "SELECT path FROM pageviews WHERE user_id = " + id(before, anonymous(phone))));
            assertEquals(
                    List.of(ann), column(file, "SELECT identity FROM users WHERE user_id = " + before.getUserId()));
            assertEquals(
                    List.of(Long.toString(before.getUserId())),
                    column(file, "SELECT to_user_id FROM user_migrations WHERE from_user_id = " + laptop));
            assertEquals(
                    List.of("null"), column(file, "SELECT DISTINCT email FROM users WHERE identity = '" + ann + "'"));
        }
        assertEquals(2, accounts(ann).getAccountsCount());
    }

    @Test
    void aWarehouseThatIsHeldIsClearedByItsNextRun() throws SQLException {
        var accounts = accounts(ann);
        var traces = new Traces(words(accounts));
        Deletion waiting;
        try (var _ = DriverManager.getConnection("jdbc:duckdb:" + shop.secondFile + ".working")) {
            waiting = await(
                    request(ann),
                    deletion -> deletion.getWarehousesList().stream().anyMatch(each -> each.hasDoneAt()));
            assertEquals(List.of(), traces.inFile(shop.access.warehouseFile(), schema()));
            awaitFailedRun();
        }
        assertEquals(DeletionState.DELETION_STATE_PENDING, get(waiting.getId()).getState());
        assertFalse(traces.inFile(shop.secondFile, schema()).isEmpty());
        assertEquals(
                Set.of("sessions", "pageviews", "ordered", "stopped"),
                shop.plan(Shop.SECOND).getChangesList().stream()
                        .filter(change -> change.getKind().equals("delete_rows"))
                        .map(PlannedChange::getTable)
                        .collect(Collectors.toSet()));
        assertFalse(traces.inFile(shop.secondFile, schema()).isEmpty());
        shop.sync(Shop.SECOND);
        assertEquals(DeletionState.DELETION_STATE_DONE, get(waiting.getId()).getState());
        assertEquals(List.of(), traces.inFile(shop.secondFile, schema()));
    }

    /** Whatever a killed run has done, the user is gone when one comes to its end, and only then is it said. */
    @Test
    void runsThatAreKilledOnTheWayAreDoneAgain() throws SQLException, IOException, InterruptedException {
        var traces = new Traces(words(accounts(ann)));
        Deletion waiting;
        try (var _ = DriverManager.getConnection("jdbc:duckdb:" + shop.secondFile + ".working")) {
            waiting = await(
                    request(ann),
                    deletion -> deletion.getWarehousesList().stream().anyMatch(each -> each.hasDoneAt()));
            awaitFailedRun();
        }
        for (int life = 2_000; life <= 5_000; life += 1_000) {
            shop.syncAndKill(Shop.SECOND, Duration.ofMillis(life), folder);
            boolean said = get(waiting.getId()).hasCompletedAt();
            assertTrue(!said || traces.inFile(shop.secondFile, schema()).isEmpty());
        }
        shop.sync(Shop.SECOND);
        assertEquals(DeletionState.DELETION_STATE_DONE, get(waiting.getId()).getState());
        assertEquals(List.of(), traces.inFile(shop.secondFile, schema()));
    }

    /** So that none begins when the file is no longer held. */
    private void awaitFailedRun() {
        await(() -> shop.hasFailedRun(Shop.SECOND));
    }

    private static void await(BooleanSupplier condition) {
        var end = Instant.now().plus(LONGEST);
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end));
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String schema() {
        return shop.access.environment();
    }

    private List<String> words(ListAccountsResponse accounts) {
        var words = new ArrayList<>(List.of(ann, phone, laptop));
        accounts.getAccountsList().forEach(account -> words.add(Long.toString(account.getUserId())));
        return words;
    }

    private static List<String> eventsOf(List<String> rows) {
        return rows.stream().filter(row -> row.startsWith("worker.event_log")).toList();
    }

    private Deletion request(String identity) {
        return shop.client
                .privacy()
                .requestDeletion(RequestDeletionRequest.newBuilder()
                        .setEnvironment(schema())
                        .setIdentity(identity)
                        .build())
                .getDeletion();
    }

    private Deletion get(String id) {
        return shop.client
                .privacy()
                .getDeletion(GetDeletionRequest.newBuilder().setId(id).build())
                .getDeletion();
    }

    private Deletion await(Deletion deletion, Predicate<Deletion> wanted) {
        await(() -> wanted.test(get(deletion.getId())));
        return get(deletion.getId());
    }

    private ListAccountsResponse accounts(String identity) {
        return shop.client
                .ledger()
                .listAccounts(ListAccountsRequest.newBuilder()
                        .setEnvironment(schema())
                        .setKey(UserKey.newBuilder().setIdentity(identity))
                        .build());
    }

    private static UserKey anonymous(String device) {
        return UserKey.newBuilder().setAnonymousId(device).build();
    }

    private static long id(ListAccountsResponse accounts, UserKey key) {
        return accounts.getAccountsList().stream()
                .filter(account -> account.getKey().equals(key))
                .map(Account::getUserId)
                .findAny()
                .orElseThrow();
    }

    private void assertUnknown(Account account) {
        var request = ListAccountsRequest.newBuilder().setEnvironment(schema());
        for (var asked : List.of(
                request.clone().setKey(account.getKey()).build(),
                request.clone().setUserId(account.getUserId()).build())) {
            var refusal = assertThrows(
                    StatusRuntimeException.class, () -> shop.client.ledger().listAccounts(asked));
            assertEquals(ErrorReason.ERROR_REASON_USER_NOT_FOUND, GrpcStatuses.reason(refusal));
        }
    }

    private List<String> column(Path file, String sql) {
        try (var warehouse = PublishedFile.open(file, schema())) {
            return warehouse.query(sql, rows -> {
                var column = new ArrayList<String>();
                while (rows.next()) {
                    column.add(String.valueOf(rows.getString(1)));
                }
                return column;
            });
        }
    }
}
