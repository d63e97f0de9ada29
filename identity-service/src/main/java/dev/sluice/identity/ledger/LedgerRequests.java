package dev.sluice.identity.ledger;

import static dev.sluice.identity.validation.FieldRules.count;
import static dev.sluice.identity.validation.FieldRules.require;
import static dev.sluice.identity.validation.FieldRules.storable;

import dev.sluice.identity.v1.ApproveMergesRequest;
import dev.sluice.identity.v1.DeleteUserRequest;
import java.util.HashSet;
import java.util.Set;

/** Reads what the ledger is asked. */
final class LedgerRequests {

    private static final int MOST_ACCOUNTS = 100_000;
    private static final int MOST_CALLS = 1_000;
    private static final int LONGEST_CALL_ID = 255;
    private static final long GREATEST_ID = (1L << 53) - 1;

    private LedgerRequests() {}

    static Set<Long> userIds(DeleteUserRequest request) {
        count("user_ids", request.getUserIdsCount(), MOST_ACCOUNTS);
        var userIds = new HashSet<Long>();
        for (int index = 0; index < request.getUserIdsCount(); index++) {
            userIds.add(userId("user_ids[" + index + "]", request.getUserIds(index)));
        }
        return userIds;
    }

    static String callId(String field, String callId) {
        return storable(field, callId, LONGEST_CALL_ID);
    }

    static Set<String> callIds(ApproveMergesRequest request) {
        count("call_ids", request.getCallIdsCount(), MOST_CALLS);
        var callIds = new HashSet<String>();
        for (int index = 0; index < request.getCallIdsCount(); index++) {
            callIds.add(callId("call_ids[" + index + "]", request.getCallIds(index)));
        }
        return callIds;
    }

    static long userId(String field, long userId) {
        require(userId >= 0 && userId <= GREATEST_ID, field, "must be 0 to 2^53-1");
        return userId;
    }
}
