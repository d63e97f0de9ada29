package dev.sluice.worker.run;

/** Thrown when a run has to be done again without a table, since a change of it was refused. */
final class TableFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient TableFailure failure;

    TableFailed(TableFailure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    TableFailure failure() {
        return failure;
    }
}
