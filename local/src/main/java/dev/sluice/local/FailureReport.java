package dev.sluice.local;

import dev.sluice.errors.GrpcStatuses;
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
        var told = "%s (%s)"
                .formatted(status.getStatus().getDescription(), GrpcStatuses.name(GrpcStatuses.reason(status)));
        return switch (status.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED ->
                GrpcStatuses.isOfSluice(status)
                        ? told
                        : "a service does not answer; see ./sluice status, or check the address and --tls of one elsewhere";
            case UNAUTHENTICATED -> told + "; the variable SLUICE_TOKEN is to hold it";
            case UNIMPLEMENTED ->
                "this service answers no such call; --at is for definitions-service, --sync-at for sync-worker";
            default -> told;
        };
    }
}
