package dev.sluice.identity.ledger;

import dev.sluice.identity.account.AccountKey;
import dev.sluice.identity.v1.UserKey;

/** A key that calls or events named, and the id that they come with. */
record Account(long userId, AccountKey key) {

    dev.sluice.identity.v1.Account toProto() {
        var named = UserKey.newBuilder();
        switch (key.kind()) {
            case ANONYMOUS -> named.setAnonymousId(key.key());
            case IDENTITY -> named.setIdentity(key.key());
        }
        return dev.sluice.identity.v1.Account.newBuilder()
                .setUserId(userId)
                .setKey(named)
                .build();
    }
}
