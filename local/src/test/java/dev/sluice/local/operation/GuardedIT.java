package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CaptureResponse;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Track;
import dev.sluice.local.CommandRun;
import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.stack.BreakableStack;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.testing.Contract;
import dev.sluice.testing.RpcAccess;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Services that take tokens: who has one of a role, a write key, or none, may do what, by calls and by commands. */
final class GuardedIT {

    private static final List<MethodDescriptor<?, ?>> BY_TOKEN = Contract.methods("").stream()
            .filter(method -> !RpcAccess.rolesOf(method).isEmpty())
            .toList();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    private static BreakableStack stack;
    private static SluiceClient operator;
    private static EnvironmentAccess access;

    @BeforeAll
    static void start() {
        stack = BreakableStack.start(folder, RpcAccess.settings());
        operator = client(RpcAccess.token("operator"));
        access = stack.newEnvironment(operator, "guarded");
    }

    @AfterAll
    static void stop() {
        operator.close();
        stack.close();
    }

    private static SluiceClient client(String token) {
        return new SluiceClient(
                Stream.of(Service.values()).collect(Collectors.toMap(each -> each, stack::address)), token);
    }

    private static CaptureResponse captureOrder(SluiceClient client) {
        return client.capture()
                .capture(CaptureRequest.newBuilder()
                        .setWriteKey(access.writeKey())
                        .addCalls(CapturedCall.newBuilder()
                                .setAnonymousId("visitor")
                                .setTrack(Track.newBuilder().setEvent("Order")))
                        .build());
    }

    private static Set<String> names(List<MethodDescriptor<?, ?>> methods) {
        return methods.stream().map(MethodDescriptor::getFullMethodName).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void writeKeyCapturesAndDoesNothingElse() {
        var opened = new ArrayList<String>();
        var closed = new TreeSet<String>();
        try (var bearer = client(access.writeKey())) {
            assertEquals(1, captureOrder(bearer).getAccepted());
            for (var service : Service.values()) {
                for (var method : BY_TOKEN) {
                    var answer = RpcAccess.answer(method, bearer.channel(service));
                    if (answer == Status.Code.UNAUTHENTICATED) {
                        closed.add(method.getFullMethodName());
                    } else if (answer != Status.Code.UNIMPLEMENTED) {
                        opened.add("%s of %s: %s".formatted(method.getFullMethodName(), service, answer));
                    }
                }
            }
        }
        assertEquals(List.of(), opened);
        assertEquals(names(BY_TOKEN), closed, "what no service answers was not tried");
    }

    @Test
    void everyRpcIsForTheRolesThatTheContractGivesIt() {
        var wrong = new ArrayList<String>();
        for (var role : RpcAccess.ROLES) {
            try (var bearer = client(RpcAccess.token(role))) {
                for (var service : Service.values()) {
                    for (var method : BY_TOKEN) {
                        var answer = RpcAccess.answer(method, bearer.channel(service));
                        boolean refused = answer == Status.Code.PERMISSION_DENIED;
                        if (answer != Status.Code.UNIMPLEMENTED
                                && refused == RpcAccess.rolesOf(method).contains(role)) {
                            wrong.add(
                                    "%s of %s to %s: %s".formatted(method.getFullMethodName(), service, role, answer));
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void commandsReachItByItsAddresses() throws IOException, InterruptedException {
        captureOrder(operator);
        done("define", "Order", "--custom", "Order", "--sync");
        assertTrue(done("schedule", "--every", "1d").out().contains("every 24h"));
        done("schedule", "--pause");
        assertTrue(done("plan").out().contains("order"));
        done("sync");
        assertTrue(done("sync", "--only", "Order").out().contains("Up to date"));
        assertTrue(done("verify").out().contains("All is right"));
        assertTrue(done("runs").out().contains("succeeded"));
        assertTrue(done("export").out().contains("paused: true"));

        var ended = operator.sync()
                .listRuns(ListRunsRequest.getDefaultInstance())
                .getRuns(0)
                .getId();
        var cancelled = CommandRun.of(
                Map.of("SLUICE_TOKEN", RpcAccess.token("editor")), "cancel", ended, "--sync-at", at(Service.WORKER));
        refused("(WRONG_STATE)", cancelled);
    }

    @Test
    void commandThatIsRefusedSaysWhichTokenItTakes() throws IOException, InterruptedException {
        var line = new String[] {
            "sync", "--sync-at", at(Service.WORKER), "--environment", access.environment(), "--warehouse", "local"
        };
        refused("SLUICE_TOKEN", CommandRun.of(Map.of(), line));
        refused("SLUICE_TOKEN", CommandRun.of(Map.of("SLUICE_TOKEN", access.writeKey()), line));
        refused("for the role editor", CommandRun.of(Map.of("SLUICE_TOKEN", RpcAccess.token("reader")), line));
    }

    private static CommandRun done(String... arguments) throws IOException, InterruptedException {
        var variables = new HashMap<>(Map.of("SLUICE_TOKEN", RpcAccess.token("editor")));
        variables.put("SLUICE_AT", at(Service.DEFINITIONS));
        variables.put("SLUICE_SYNC_AT", at(Service.WORKER));
        var about = Stream.of("--environment", access.environment(), "--warehouse", access.warehouse());
        var run = CommandRun.of(
                variables, Stream.concat(Stream.of(arguments), about).toArray(String[]::new));
        assertEquals(ExitCode.DONE, run.exitCode(), run::toString);
        return run;
    }

    private static void refused(String message, CommandRun run) {
        assertEquals(ExitCode.FAILED, run.exitCode(), run::toString);
        assertTrue(run.err().contains(message), run::err);
        assertEquals(1, run.err().lines().count(), run::err);
    }

    private static String at(Service service) {
        return Address.HOST + ":" + stack.address(service).grpc();
    }
}
