package dev.sluice.identity.ledger;

import java.util.List;

/** One user: every account that is them by now. @param root the id that all of them migrated to */
record UserTree(long root, List<Account> accounts) {

    UserTree {
        accounts = List.copyOf(accounts);
    }
}
