package dev.sluice.identity.link;

import java.util.Collection;
import java.util.Set;

/** The calls of one kind that the ledger has just gained, and the users they are to link. */
public record NewLinkCalls(Collection<String> callIds, Set<Long> userIds) {}
