package dev.sluice.identity.link;

import dev.sluice.identity.transaction.Transaction;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/** Brings links, roots and migrations in line with the ledger. Holds for the calls given; the rest is in line already. */
@Singleton
public final class UserLinks {

    private final IdentifyLinks identifyLinks;
    private final AliasLinks aliasLinks;
    private final RootMoves rootMoves;

    UserLinks(IdentifyLinks identifyLinks, AliasLinks aliasLinks, RootMoves rootMoves) {
        this.identifyLinks = identifyLinks;
        this.aliasLinks = aliasLinks;
        this.rootMoves = rootMoves;
    }

    /** The users that are others than before, or hold others than before. */
    public Set<Long> follow(
            Transaction transaction, String environment, NewLinkCalls identifies, NewLinkCalls aliases) {
        var relinked = new HashSet<Long>();
        relinked.addAll(identifyLinks.decide(transaction, environment, identifies));
        relinked.addAll(aliasLinks.decide(transaction, environment, aliases.userIds()));
        return rootMoves.follow(transaction, environment, relinked);
    }

    /** The same where it is not that calls have come, but that some were undone, restored, approved or forgotten. */
    public Set<Long> followAnew(
            Transaction transaction, String environment, Set<Long> anonymousUsers, Set<Long> identities) {
        var relinked = new HashSet<Long>();
        relinked.addAll(identifyLinks.decideAnew(transaction, environment, anonymousUsers));
        relinked.addAll(aliasLinks.decide(transaction, environment, identities));
        return rootMoves.follow(transaction, environment, relinked);
    }
}
