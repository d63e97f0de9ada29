package dev.sluice.local.importing;

import java.util.List;

/**
 * What became of the lines of a file.
 *
 * @param firstRefused the refused lines with the smallest numbers, as many as are worth showing
 */
public record ImportReport(long accepted, long repeated, long refused, List<RefusedLine> firstRefused) {

    public ImportReport {
        firstRefused = List.copyOf(firstRefused);
    }
}
