package dev.sluice.worker.run;

import dev.sluice.sync.v1.TableDifference;
import dev.sluice.worker.verify.Verification;

/** Turns what a run that verifies has found into the contract's message, and that into what is kept. */
final class VerificationMapper {

    private VerificationMapper() {}

    static String json(Outcome.Verified verified) {
        var found = verified.found();
        var message = dev.sluice.sync.v1.Verification.newBuilder()
                .setLogPosition(found.cursors().logPosition())
                .setFeedPosition(found.cursors().feedPosition())
                .setSnapshotRevision(found.revision())
                .setCheckedTables(found.tables())
                .setCheckedRows(found.rows())
                .addAllAwaitingTables(found.awaiting())
                .setRepaired(verified.repair().isPresent());
        found.differences()
                .forEach(difference -> message.addDifferences(TableDifference.newBuilder()
                        .setTable(difference.table())
                        .setInternal(difference.internal())
                        .setMissingRows(difference.missing())
                        .setSurplusRows(difference.surplus())
                        .setWrongRows(difference.wrong())));
        return RunMapper.json(message);
    }

    static dev.sluice.sync.v1.Verification verification(String json) {
        var message = dev.sluice.sync.v1.Verification.newBuilder();
        RunMapper.merge(json, message);
        return message.build();
    }

    /** One line for a person. */
    static String sentence(Verification found) {
        return found.isClean()
                ? "The warehouse is as it should be"
                : "Tables that are not as they should be: "
                        + found.differences().size();
    }
}
