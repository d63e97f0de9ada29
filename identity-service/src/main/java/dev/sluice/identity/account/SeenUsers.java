package dev.sluice.identity.account;

import static dev.sluice.identity.validation.FieldRules.count;
import static dev.sluice.identity.validation.FieldRules.storable;
import static dev.sluice.identity.validation.FieldRules.time;

import dev.sluice.errors.Failure;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the users of events. These were let in when they were captured, so nothing is refused here that can be kept: an
 * event of "null" has a user as any other, whom no call will ever merge with anybody, and a run is not held up by it.
 */
public final class SeenUsers {

    private static final int MOST_USERS = 10_000;
    private static final int LONGEST_KEY = 255;

    private SeenUsers() {}

    public static List<Sighting> sightings(List<SeenUser> users) {
        count("users", users.size(), MOST_USERS);
        var sightings = new ArrayList<Sighting>(users.size());
        for (int index = 0; index < users.size(); index++) {
            sightings.add(sighting("users[" + index + "].", users.get(index)));
        }
        return sightings;
    }

    private static Sighting sighting(String path, SeenUser seen) {
        return Sighting.byEvent(
                key(path + "user", seen.getUser()),
                time(path + "first_seen", seen.hasFirstSeen() ? Optional.of(seen.getFirstSeen()) : Optional.empty()));
    }

    /** @param field where the key stands in the request */
    public static AccountKey key(String field, UserKey user) {
        return switch (user.getKindCase()) {
            case ANONYMOUS_ID ->
                AccountKey.anonymous(storable(field + ".anonymous_id", user.getAnonymousId(), LONGEST_KEY));
            case IDENTITY -> AccountKey.identity(storable(field + ".identity", user.getIdentity(), LONGEST_KEY));
            case KIND_NOT_SET -> throw new Failure.Invalid(field, "must be an anonymous_id or an identity");
        };
    }
}
