package dev.sluice.worker.landing;

import dev.sluice.identity.v1.FeedServiceGrpc.FeedServiceBlockingStub;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.identity.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.sluice.identity.v1.Migration;
import dev.sluice.identity.v1.ReadMigrationsRequest;
import dev.sluice.identity.v1.ReadUsersRequest;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.User;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.wire.Timestamps;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;

/** Asks identity-service who is who. */
@ApplicationScoped
class People {

    /** Users carry all their properties, so a page of them stays well below what one message may hold. */
    private static final int PAGE_SIZE = 1_000;

    private final IdentityServiceBlockingStub identities;
    private final FeedServiceBlockingStub feeds;

    People(
            @GrpcClient("identity") IdentityServiceBlockingStub identities,
            @GrpcClient("identity") FeedServiceBlockingStub feeds) {
        this.identities = identities.withWaitForReady();
        this.feeds = feeds.withWaitForReady();
    }

    /** What follows a position of the feeds. */
    PendingUsers pending(String environment, long after) {
        var head = feeds.getFeedHead(GetFeedHeadRequest.newBuilder()
                .setEnvironment(environment)
                .setAfter(after)
                .build());
        return new PendingUsers(Math.max(0, head.getPosition() - after), head.getMigrations());
    }

    long feedHead(String environment) {
        return feeds.getFeedHead(GetFeedHeadRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getPosition();
    }

    /** The ids of users, in the order of the map; unknown users are made unless this is a dry run. */
    List<Long> resolve(String environment, Map<UserKey, Instant> firstSeen, boolean validateOnly) {
        var request =
                ResolveUsersRequest.newBuilder().setEnvironment(environment).setValidateOnly(validateOnly);
        firstSeen.forEach((user, time) ->
                request.addUsers(SeenUser.newBuilder().setUser(user).setFirstSeen(Timestamps.of(time))));
        return identities.resolveUsers(request.build()).getUserIdsList();
    }

    void readUsers(String environment, long after, long until, Consumer<List<User>> pages) {
        inPages(after, until, cursor -> {
            var page = feeds.readUsers(ReadUsersRequest.newBuilder()
                    .setEnvironment(environment)
                    .setAfter(cursor)
                    .setUntil(until)
                    .setPageSize(PAGE_SIZE)
                    .build());
            pages.accept(page.getUsersList());
            return page.getMore() ? page.getCursor() : until;
        });
    }

    void readMigrations(String environment, long after, long until, Consumer<List<Migration>> pages) {
        inPages(after, until, cursor -> {
            var page = feeds.readMigrations(ReadMigrationsRequest.newBuilder()
                    .setEnvironment(environment)
                    .setAfter(cursor)
                    .setUntil(until)
                    .setPageSize(PAGE_SIZE)
                    .build());
            pages.accept(page.getMigrationsList());
            return page.getMore() ? page.getCursor() : until;
        });
    }

    /** @param page reads what follows a cursor and gives the next one */
    private static void inPages(long after, long until, LongUnaryOperator page) {
        for (long cursor = after; cursor < until; ) {
            cursor = page.applyAsLong(cursor);
        }
    }
}
