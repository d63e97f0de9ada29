package dev.sluice.local.demo;

import com.google.protobuf.Timestamp;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Output;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.local.query.Rows;
import dev.sluice.local.shop.Person;
import dev.sluice.local.shop.ShopFacts;
import dev.sluice.local.shop.ShopSample;
import dev.sluice.local.shop.Visitor;
import java.util.List;
import java.util.stream.Collectors;

/** Follows the rows of two devices that turn out to belong to one person. */
record TwoDevices(Person person, List<Visitor> devices, List<Long> anonymousIds) {

    TwoDevices {
        devices = List.copyOf(devices);
        anonymousIds = List.copyOf(anonymousIds);
    }

    /** Asks which user ids the devices have, without making anything. */
    static TwoDevices of(SluiceClient client, EnvironmentAccess access, ShopSample sample) {
        var request = ResolveUsersRequest.newBuilder()
                .setEnvironment(access.environment())
                .setValidateOnly(true);
        sample.theirDevices()
                .forEach(device -> request.addUsers(SeenUser.newBuilder()
                        .setUser(UserKey.newBuilder().setAnonymousId(device.anonymousId()))
                        .setFirstSeen(Timestamp.newBuilder()
                                .setSeconds(
                                        sample.week().getFirst().moment().time().getEpochSecond()))));
        var ids = client.identity().resolveUsers(request.build()).getUserIdsList();
        return new TwoDevices(sample.someoneWithTwoDevices(), sample.theirDevices(), ids);
    }

    Rows rows(PublishedFile file) {
        return file.query("""
                SELECT user_id, identity, (SELECT count(*) FROM sessions s WHERE s.user_id = u.user_id) AS sessions,
                       (SELECT count(*) FROM pageviews p WHERE p.user_id = u.user_id) AS pageviews,
                       (SELECT count(*) FROM order_completed o WHERE o.user_id = u.user_id) AS orders
                FROM users u WHERE user_id IN (%s) OR identity = '%s' ORDER BY user_id
                """.formatted(ids(), person.identity()), result -> Rows.read(result, 10));
    }

    void show(Rows before, Rows after, Output output) {
        output.say("The two devices of %s before:".formatted(person.name()));
        output.table(before.columns(), before.rows());
        output.say("and after; the rows have moved to one user, and user_migrations says so:");
        output.table(after.columns(), after.rows());
    }

    void check(PublishedFile file, ShopFacts facts, Checks checks) {
        checks.equal(
                "pageviews of " + person.name(),
                facts.pageviewsBy(devices),
                Counts.number(
                        file,
                        "SELECT count(*) FROM pageviews JOIN users USING (user_id) WHERE users.identity = '%s'"
                                .formatted(person.identity())));
        checks.equal(
                "migrations of " + person.name(),
                devices.size(),
                Counts.number(
                        file, "SELECT count(*) FROM user_migrations WHERE from_user_id IN (%s)".formatted(ids())));
    }

    private String ids() {
        return anonymousIds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
