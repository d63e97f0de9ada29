package dev.sluice.local.importing;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Counts what becomes of lines while batches are answered in any order. */
final class Tally {

    static final int SHOWN = 50;

    private final NavigableSet<RefusedLine> firstRefused = new TreeSet<>(Comparator.comparing(RefusedLine::number));
    private long accepted;
    private long repeated;
    private long refused;

    synchronized void add(Batch batch, BatchAnswer answer) {
        accepted += answer.accepted();
        repeated += answer.repeated();
        answer.refused().forEach(each -> refuse(new RefusedLine(batch.line(each.index()), each.text())));
        if (!answer.success() && answer.refused().isEmpty()) {
            batch.calls().forEach(call -> refuse(new RefusedLine(call.number(), answer.message())));
        }
    }

    synchronized void refuse(RefusedLine line) {
        refused++;
        firstRefused.add(line);
        if (firstRefused.size() > SHOWN) {
            firstRefused.pollLast();
        }
    }

    synchronized ImportReport report() {
        return new ImportReport(
                accepted, repeated, refused, firstRefused.stream().toList());
    }
}
