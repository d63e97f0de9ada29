package dev.sluice.worker.privacy;

import dev.sluice.errors.Failure;
import dev.sluice.sync.v1.RequestDeletionRequest;
import dev.sluice.worker.eventlog.Actor.UserKind;
import dev.sluice.worker.eventlog.LoggedUser;
import java.util.UUID;

/** Reads privacy requests, and refuses those that name nobody. */
final class PrivacyRequests {

    private static final int LONGEST_KEY = 255;
    private static final long GREATEST_ID = (1L << 53) - 1;
    private static final int DEFAULT_PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    private PrivacyRequests() {}

    static RequestedUser user(RequestDeletionRequest request) {
        return switch (request.getUserCase()) {
            case USER_ID -> new RequestedUser.ById(userId(request.getUserId()));
            case ANONYMOUS_ID -> key(UserKind.ANONYMOUS, "anonymous_id", request.getAnonymousId());
            case IDENTITY -> key(UserKind.IDENTITY, "identity", request.getIdentity());
            case USER_NOT_SET -> throw new Failure.Invalid("user", "must be a user_id, an anonymous_id or an identity");
        };
    }

    static String environment(String environment) {
        require(!environment.isBlank(), "environment", "must be given");
        return environment;
    }

    static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw new Failure.Invalid("id", "must be the id of a deletion, a UUID");
        }
    }

    static int pageSize(int pageSize) {
        require(pageSize >= 0 && pageSize <= LARGEST_PAGE, "page_size", "must be 0 to 1,000");
        return pageSize == 0 ? DEFAULT_PAGE : pageSize;
    }

    private static long userId(long userId) {
        require(userId >= 0 && userId <= GREATEST_ID, "user_id", "must be 0 to 2^53-1");
        return userId;
    }

    private static RequestedUser key(UserKind kind, String field, String key) {
        int length = key.codePointCount(0, key.length());
        require(length >= 1 && length <= LONGEST_KEY, field, "must be 1 to 255 characters");
        require(key.indexOf('\0') < 0, field, "must not hold the NUL character");
        return new RequestedUser.ByKey(new LoggedUser(kind, key));
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new Failure.Invalid(field, rule);
        }
    }
}
