package dev.sluice.worker.run;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.warehouse.WarehouseFailure;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says what went wrong with a run, in the contract's words. */
final class RunFailures {

    private static final Logger LOG = Logger.getLogger(RunFailures.class);

    private RunFailures() {}

    static Outcome outcome(Throwable thrown) {
        return thrown instanceof RunCancelled ? new Outcome.Cancelled() : failed(thrown);
    }

    static Outcome.Failed failed(Throwable thrown) {
        return switch (thrown) {
            case ChangeFailed failed ->
                new Outcome.Failed(ErrorReason.ERROR_REASON_WAREHOUSE_UNUSABLE, failed.getMessage(), failed.table());
            case TableFailed failed ->
                new Outcome.Failed(
                        failed.failure().reason(),
                        "too many tables failed, the last of them so: " + failed.getMessage(),
                        Optional.of(failed.failure().table()));
            case RunInterrupted interrupted ->
                new Outcome.Failed(
                        ErrorReason.ERROR_REASON_RUN_INTERRUPTED, interrupted.getMessage(), Optional.empty());
            case WarehouseFailure failure ->
                new Outcome.Failed(reason(failure), failure.getMessage(), Optional.empty());
            case Failure failure -> new Outcome.Failed(failure.reason(), failure.getMessage(), Optional.empty());
            case StatusRuntimeException status ->
                new Outcome.Failed(GrpcStatuses.reason(status), described(status), Optional.empty());
            default -> {
                LOG.error("A run failed", thrown);
                yield new Outcome.Failed(
                        ErrorReason.ERROR_REASON_INTERNAL, "internal error; see the worker's log", Optional.empty());
            }
        };
    }

    /** For a caller who waits for what a run's thread does. */
    static RuntimeException failure(Throwable thrown) {
        return thrown instanceof WarehouseFailure failure
                ? new Failure.Precondition(reason(failure), failure.getMessage(), failure)
                : thrown instanceof RuntimeException other ? other : new IllegalStateException(thrown);
    }

    private static String described(StatusRuntimeException status) {
        return String.valueOf(GrpcStatuses.toStatus(status).getStatus().getDescription());
    }

    private static ErrorReason reason(WarehouseFailure failure) {
        return switch (failure) {
            case WarehouseFailure.Stopped _ -> ErrorReason.ERROR_REASON_RUN_INTERRUPTED;
            case WarehouseFailure.Busy _ -> ErrorReason.ERROR_REASON_WAREHOUSE_BUSY;
            case WarehouseFailure.Unusable _, WarehouseFailure.Statement _ ->
                ErrorReason.ERROR_REASON_WAREHOUSE_UNUSABLE;
        };
    }
}
