package dev.sluice.identity.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.EnvironmentsServiceGrpc.EnvironmentsServiceBlockingStub;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.testing.Tables;
import dev.sluice.identity.transaction.Transactions;
import dev.sluice.identity.v1.ExplainUserRequest;
import dev.sluice.identity.v1.GetFeedHeadRequest;
import dev.sluice.identity.v1.ListConflictsRequest;
import dev.sluice.identity.v1.ReadUsersRequest;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.grpc.Status;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class EnvironmentsTest {

    private static final String NOWHERE = FakeDefinitions.NOWHERE;
    private static final Refusal UNKNOWN =
            new Refusal(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND, "");
    private static final Refusal AWAY =
            new Refusal(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE, "");

    @Inject
    IdentityClient client;

    @Inject
    Tables tables;

    @Inject
    Transactions transactions;

    @GrpcClient("definitions")
    EnvironmentsServiceBlockingStub stub;

    FakeDefinitions definitions;

    private final String environment = UUID.randomUUID().toString();

    @AfterEach
    void comeBack() {
        definitions.away(false);
    }

    @Test
    void callsForAnUnknownEnvironmentAreRefusedAndLeaveNothing() {
        assertEquals(UNKNOWN, Refusal.of(() -> identify(NOWHERE)));
        assertEquals(UNKNOWN, Refusal.of(() -> client.userId(NOWHERE, Calls.identity("ada"))));
        assertTrue(tables.state(NOWHERE).values().stream().allMatch(Set::isEmpty));
    }

    @Test
    void nothingIsToldOfAnUnknownEnvironment() {
        var feed = ReadUsersRequest.newBuilder().setEnvironment(NOWHERE).build();
        var head = GetFeedHeadRequest.newBuilder().setEnvironment(NOWHERE).build();
        var conflicts =
                ListConflictsRequest.newBuilder().setEnvironment(NOWHERE).build();
        var explained = ExplainUserRequest.newBuilder()
                .setEnvironment(NOWHERE)
                .setUserId(1)
                .build();
        for (var asking : List.<Executable>of(
                () -> client.feeds().readUsers(feed),
                () -> client.feeds().getFeedHead(head),
                () -> client.ledger().listConflicts(conflicts),
                () -> client.ledger().explainUser(explained))) {
            assertEquals(UNKNOWN, Refusal.of(asking));
        }
    }

    @Test
    void aKnownEnvironmentTakesCallsWhileDefinitionsAreAway() {
        identify(environment);
        definitions.away(true);
        identify(environment);
        assertEquals(environment, afterARestart().existing(environment));
    }

    @Test
    void anEnvironmentNeverAskedForHasToWaitForDefinitions() {
        definitions.away(true);
        assertEquals(AWAY, Refusal.of(() -> identify(environment)));
        definitions.away(false);
        identify(environment);
    }

    private Environments afterARestart() {
        return new Environments(stub, transactions);
    }

    private void identify(String of) {
        client.apply(of, Calls.identify(1, "call", "visitor", "ada"));
    }
}
