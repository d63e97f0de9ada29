package dev.sluice.local;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.ExitCode;
import io.grpc.StatusRuntimeException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the person why a command failed: one line for what they can mend, a stack trace for faults of ours. */
final class FailureReport implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine commandLine, ParseResult parsed) {
        var err = commandLine.getErr();
        switch (thrown) {
            case CommandFailure failure -> err.println("error: " + failure.getMessage());
            case StatusRuntimeException status -> err.println("error: " + sentence(status));
            default -> thrown.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    private static String sentence(StatusRuntimeException status) {
        var reason = GrpcStatuses.reason(status);
        var text = status.getStatus().getDescription();
        return switch (status.getStatus().getCode()) {
            case UNAVAILABLE ->
                reason == ErrorReason.ERROR_REASON_INTERNAL
                        ? "a service does not answer; see ./sluice status"
                        : "%s (%s)".formatted(text, GrpcStatuses.name(reason));
            case DEADLINE_EXCEEDED -> "a service did not answer in time; see ./sluice status";
            default -> "%s (%s)".formatted(text, GrpcStatuses.name(reason));
        };
    }
}
