package dev.sluice.identity.feed;

import dev.sluice.identity.environment.Environments;
import dev.sluice.identity.transaction.Transaction;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.FeedService;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.identity.v1.GetFeedHeadResponse;
import dev.sluice.identity.v1.ReadMigrationsRequest;
import dev.sluice.identity.v1.ReadMigrationsResponse;
import dev.sluice.identity.v1.ReadUsersRequest;
import dev.sluice.identity.v1.ReadUsersResponse;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Serves what a run reads: users and migrations, as they change. */
@GrpcService
@OnVirtualThread
final class FeedEndpoint implements FeedService {

    private final Environments environments;
    private final UserFeed users;
    private final MigrationFeed migrations;
    private final Transactions transactions;

    FeedEndpoint(Environments environments, UserFeed users, MigrationFeed migrations, Transactions transactions) {
        this.environments = environments;
        this.users = users;
        this.migrations = migrations;
        this.transactions = transactions;
    }

    @Override
    public Uni<ReadUsersResponse> readUsers(ReadUsersRequest request) {
        var window = FeedWindow.asked(
                environments.existing(request.getEnvironment()),
                request.getAfter(),
                request.getUntil(),
                request.getPageSize());
        return Uni.createFrom().item(users.read(window));
    }

    @Override
    public Uni<ReadMigrationsResponse> readMigrations(ReadMigrationsRequest request) {
        var window = FeedWindow.asked(
                environments.existing(request.getEnvironment()),
                request.getAfter(),
                request.getUntil(),
                request.getPageSize());
        return Uni.createFrom().item(migrations.read(window));
    }

    @Override
    public Uni<GetFeedHeadResponse> getFeedHead(GetFeedHeadRequest request) {
        var environment = environments.existing(request.getEnvironment());
        var head = transactions.read(transaction -> head(transaction, environment, request));
        return Uni.createFrom().item(head);
    }

    private static GetFeedHeadResponse head(Transaction transaction, String environment, GetFeedHeadRequest request) {
        var head = GetFeedHeadResponse.newBuilder().setPosition(FeedWindow.head(transaction, environment));
        if (request.hasAfter()) {
            head.setMigrations(MigrationFeed.countAfter(transaction, environment, request.getAfter()));
        }
        return head.build();
    }
}
