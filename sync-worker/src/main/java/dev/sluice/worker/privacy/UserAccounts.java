package dev.sluice.worker.privacy;

import java.util.List;

/** Everything that is one user by now. @param userId whom all ids migrated to */
record UserAccounts(long userId, List<Account> accounts) {

    UserAccounts {
        accounts = List.copyOf(accounts);
    }
}
