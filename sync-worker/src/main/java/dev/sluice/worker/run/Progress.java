package dev.sluice.worker.run;

/** Hears where a run stands. */
interface Progress {

    /** @param total units to do in the stage; 0 when unknown */
    void at(RunRecord.Stage stage, String message, long done, long total);

    /** For a run that nobody watches. */
    Progress SILENT = (_, _, _, _) -> {};
}
