package dev.sluice.local.query;

/** A statement that DuckDB refuses. */
final class QueryFailure extends RuntimeException {

    QueryFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
