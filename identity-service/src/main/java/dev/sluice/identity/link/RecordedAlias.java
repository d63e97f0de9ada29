package dev.sluice.identity.link;

import dev.sluice.identity.merge.Alias;

/** An alias call of the ledger. @param undone it decides nothing */
record RecordedAlias(Alias alias, boolean undone) {}
