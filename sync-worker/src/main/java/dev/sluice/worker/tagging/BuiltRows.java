package dev.sluice.worker.tagging;

import java.util.Set;

/**
 * What is known of the rows of a table that is to be built.
 *
 * @param carried the stored names of the properties they carry
 */
public record BuiltRows(long number, Set<String> carried) {
    public BuiltRows {
        carried = Set.copyOf(carried);
    }
}
