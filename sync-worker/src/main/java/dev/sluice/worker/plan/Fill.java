package dev.sluice.worker.plan;

/**
 * How far a long history has been judged for a table that is filled beside the runs.
 *
 * @param fingerprint of the definition that it is judged by
 * @param judgedTo the log position up to which the verdicts are kept
 */
public record Fill(long definitionId, String fingerprint, long judgedTo) {}
