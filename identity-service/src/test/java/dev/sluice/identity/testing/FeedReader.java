package dev.sluice.identity.testing;

import com.google.protobuf.Timestamp;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.identity.v1.Migration;
import dev.sluice.identity.v1.ReadMigrationsRequest;
import dev.sluice.identity.v1.ReadUsersRequest;
import dev.sluice.identity.v1.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads both feeds from where it stopped before, as a run does, and keeps what they say. */
public final class FeedReader {

    private final IdentityClient client;
    private final String environment;
    private final int pageSize;
    private final Map<Long, User> users = new HashMap<>();
    private final Set<Long> retired = new HashSet<>();
    private final Map<Long, World.Move> migrations = new HashMap<>();
    private long usersCursor;
    private long migrationsCursor;

    public FeedReader(IdentityClient client, String environment, int pageSize) {
        this.client = client;
        this.environment = environment;
        this.pageSize = pageSize;
    }

    /** All there is, read from the beginning. */
    public static World everything(IdentityClient client, String environment) {
        var reader = new FeedReader(client, environment, 10_000);
        reader.readOn();
        return reader.world();
    }

    public World world() {
        return new World(Map.copyOf(users), Set.copyOf(retired), Map.copyOf(migrations));
    }

    /** Up to the head there is now. The users that came. */
    public List<User> readOn() {
        return readOn(client);
    }

    /** From the same cursor on, whichever replica answers. */
    public List<User> readOn(IdentityClient replica) {
        long head = replica.feeds()
                .getFeedHead(GetFeedHeadRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getPosition();
        if (head == 0) {
            // To the service, 0 is no end but the head of the moment, which moves from page to page.
            return List.of();
        }
        readMigrations(replica, head);
        return readUsers(replica, head);
    }

    private List<User> readUsers(IdentityClient replica, long head) {
        var came = new ArrayList<User>();
        boolean more = true;
        while (more) {
            var page = replica.feeds()
                    .readUsers(ReadUsersRequest.newBuilder()
                            .setEnvironment(environment)
                            .setAfter(usersCursor)
                            .setUntil(head)
                            .setPageSize(pageSize)
                            .build());
            page.getUsersList().forEach(this::keep);
            came.addAll(page.getUsersList());
            usersCursor = page.getCursor();
            more = page.getMore();
        }
        return came;
    }

    private void readMigrations(IdentityClient replica, long head) {
        boolean more = true;
        while (more) {
            var page = replica.feeds()
                    .readMigrations(ReadMigrationsRequest.newBuilder()
                            .setEnvironment(environment)
                            .setAfter(migrationsCursor)
                            .setUntil(head)
                            .setPageSize(pageSize)
                            .build());
            page.getMigrationsList().forEach(this::keep);
            migrationsCursor = page.getCursor();
            more = page.getMore();
        }
    }

    private void keep(User user) {
        if (user.getRetired()) {
            users.remove(user.getUserId());
            retired.add(user.getUserId());
        } else {
            retired.remove(user.getUserId());
            users.put(user.getUserId(), user);
        }
    }

    private void keep(Migration migration) {
        if (migration.getWithdrawn()) {
            migrations.remove(migration.getFromUserId());
        } else {
            migrations.put(
                    migration.getFromUserId(), new World.Move(migration.getToUserId(), instant(migration.getTime())));
        }
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
