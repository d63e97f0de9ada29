package dev.sluice.local.sync;

import dev.sluice.local.console.Output;
import dev.sluice.sync.v1.TableDifference;
import dev.sluice.sync.v1.Verification;
import java.util.List;

/** Tells a person what a verification has found. */
final class VerificationReport {

    private static final List<String> HEADERS = List.of("table", "missing", "surplus", "wrong");

    private final Output output;

    VerificationReport(Output output) {
        this.output = output;
    }

    void say(Verification found) {
        if (found.getDifferencesCount() > 0) {
            output.table(
                    HEADERS,
                    found.getDifferencesList().stream()
                            .map(VerificationReport::row)
                            .toList());
        }
        if (found.getAwaitingTablesCount() > 0) {
            output.say("Not compared, as a sync has to bring them up to date first: "
                    + String.join(", ", found.getAwaitingTablesList()));
        }
        output.say("%s: %,d tables with %,d rows, as of position %,d of the log and revision %,d."
                .formatted(
                        found.getDifferencesCount() == 0
                                ? "All is right"
                                : "%,d tables differ".formatted(found.getDifferencesCount()),
                        found.getCheckedTables(),
                        found.getCheckedRows(),
                        found.getLogPosition(),
                        found.getSnapshotRevision()));
    }

    private static List<Object> row(TableDifference difference) {
        return List.of(
                difference.getInternal() ? difference.getTable() + " (internal)" : difference.getTable(),
                difference.getMissingRows(),
                difference.getSurplusRows(),
                difference.getWrongRows());
    }
}
