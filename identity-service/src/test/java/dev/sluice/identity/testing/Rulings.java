package dev.sluice.identity.testing;

import java.util.Set;

/** What people said of merges. */
public record Rulings(Set<Pair> undone, Set<Pair> approved) {

    public static final Rulings NONE = new Rulings(Set.of(), Set.of());
}
