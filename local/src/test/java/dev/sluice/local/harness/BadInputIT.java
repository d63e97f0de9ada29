package dev.sluice.local.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Pageview;
import dev.sluice.definitions.v1.GetSnapshotRequest;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.sync.v1.GetRunRequest;
import dev.sluice.sync.v1.StartRunRequest;
import dev.sluice.sync.v1.WatchRunRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is answered with a status and one reason from the contract, and the services go on. */
final class BadInputIT {

    private static final String NO_RUN = "00000000-0000-4000-8000-000000000000";

    static Stream<Arguments> calls() {
        var client = Stack.get().client();
        var access = Stack.get().newEnvironment();
        return Stream.concat(runs(client, access), definitions(client, access));
    }

    private static Stream<Arguments> runs(SluiceClient client, EnvironmentAccess access) {
        return Stream.of(
                bad(
                        "ENVIRONMENT_NOT_FOUND",
                        Status.Code.NOT_FOUND,
                        () -> client.sync().startRun(run("nowhere", access.warehouse()))),
                bad(
                        "WAREHOUSE_NOT_FOUND",
                        Status.Code.NOT_FOUND,
                        () -> client.sync().startRun(run(access.environment(), "nowhere"))),
                bad(
                        "FIELD_INVALID",
                        Status.Code.INVALID_ARGUMENT,
                        () -> client.sync().startRun(StartRunRequest.getDefaultInstance())),
                bad(
                        "RUN_NOT_FOUND",
                        Status.Code.NOT_FOUND,
                        () -> client.sync()
                                .getRun(GetRunRequest.newBuilder()
                                        .setRunId(NO_RUN)
                                        .build())),
                bad(
                        "RUN_NOT_FOUND",
                        Status.Code.NOT_FOUND,
                        () -> client.sync()
                                .watchRun(WatchRunRequest.newBuilder()
                                        .setRunId(NO_RUN)
                                        .build())
                                .hasNext()));
    }

    private static Stream<Arguments> definitions(SluiceClient client, EnvironmentAccess access) {
        var definitions = new Definitions(client, access);
        return Stream.of(
                bad(
                        "SELECTOR_INVALID",
                        Status.Code.INVALID_ARGUMENT,
                        () -> definitions.define("Bad selector", Matchers.clicks("a::before"))),
                bad(
                        "REGEX_INVALID",
                        Status.Code.INVALID_ARGUMENT,
                        () -> definitions.define(
                                "Bad regex",
                                Matchers.where(Matchers.pageviews(), "path", Operator.OPERATOR_REGEX, "(unclosed"))),
                bad(
                        "FIELD_INVALID",
                        Status.Code.INVALID_ARGUMENT,
                        () -> definitions.define("n".repeat(2_000), Matchers.pageviews())),
                bad(
                        "WAREHOUSE_NOT_FOUND",
                        Status.Code.NOT_FOUND,
                        () -> client.snapshots()
                                .getSnapshot(GetSnapshotRequest.newBuilder()
                                        .setEnvironment(access.environment())
                                        .setWarehouse("nowhere")
                                        .build())),
                bad(
                        "WRITE_KEY_UNKNOWN",
                        Status.Code.UNAUTHENTICATED,
                        () -> client.capture()
                                .capture(CaptureRequest.newBuilder()
                                        .setWriteKey("nobody's key")
                                        .addCalls(CapturedCall.newBuilder()
                                                .setAnonymousId("someone")
                                                .setPageview(Pageview.getDefaultInstance()))
                                        .build())));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aBadCallIsAnsweredWithItsReason(ErrorReason reason, Status.Code code, Executable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call);
        assertEquals(code, refusal.getStatus().getCode(), refusal::getMessage);
        assertEquals(reason, GrpcStatuses.reason(refusal), refusal::getMessage);
    }

    @Test
    void aBodyThatIsNotJsonIsRefusedOverHttp() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(Stack.get().capture("/v1/batch"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"batch\": ["))
                    .build();
            assertEquals(400, http.send(request, BodyHandlers.discarding()).statusCode());
        }
    }

    private static StartRunRequest run(String environment, String warehouse) {
        return StartRunRequest.newBuilder()
                .setEnvironment(environment)
                .setWarehouse(warehouse)
                .build();
    }

    private static Arguments bad(String reason, Status.Code code, Executable call) {
        return Arguments.of(ErrorReason.valueOf("ERROR_REASON_" + reason), code, call);
    }
}
