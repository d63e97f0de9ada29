package dev.sluice.worker.run;

import dev.sluice.worker.plan.Change;
import java.util.Map;
import java.util.function.Predicate;

/** What a run writes down beside what it changes: for the next run in the internal schema, for analysts in theirs. */
interface RunRecords {

    /** For the next run: a change that is made, or is part of what is about to be committed. */
    void enter(Change change);

    /** For the next run: a table is to be replaced after the commit, and is not right before. */
    void await(Change replacement);

    /** For the next run, once: verdicts on the history of tables to come, and events whose rows tables wait for. */
    void enterVerdicts();

    /**
     * For the next run: how far this one has come.
     *
     * @param finished false while tables await their replacement
     */
    void enterPosition(boolean finished);

    /**
     * For analysts: what was done to tables.
     *
     * @param written rows inserted into each table
     * @param tables of which it is told
     */
    void tell(Map<String, Long> written, Predicate<String> tables);

    /** For analysts: what tables are made of, where that has changed. */
    void describe();
}
