package dev.sluice.identity.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.identity.v1.ExplainUserRequest;
import dev.sluice.identity.v1.ExplainUserResponse;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.MergeCause;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class ExplainUserTest {

    @Inject
    IdentityClient client;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void theStepsLeadFromTheIdToTheUserItIs() {
        var identify = Calls.identify(3, "c3", "7", "a").toBuilder();
        identify.getStampBuilder().setSource("analytics.js");
        var first = Calls.alias(2, "c2", "a", "b");
        var second = Calls.alias(4, "c4", "b", "c");
        var other = Calls.identify(1, "c1", "8", "b");
        client.apply(environment, identify.build(), first, second, other, Calls.identify(9, "c9", "7", "nobody"));
        var answer = explain(7);
        assertEquals(List.of(identify.build(), first, second), calls(answer.getCausesList()));
        assertEquals(List.of(other), calls(answer.getOthersList()));
        assertEquals(id("c"), answer.getRootUserId());
        assertEquals(
                List.of(7L, id("a"), id("b")),
                answer.getCausesList().stream().map(MergeCause::getFromUserId).toList());
        assertEquals(
                List.of(id("a"), id("b"), id("c")),
                answer.getCausesList().stream().map(MergeCause::getToUserId).toList());
        assertTrue(answer.getCauses(0).getReceivedAt().getSeconds() > 0);
        assertFalse(answer.getMore());
    }

    @Test
    void theUserTheyAllAreHasNoStepsOfItsOwn() {
        client.apply(environment, Calls.identify(1, "c1", "7", "ada"), Calls.identify(2, "c2", "8", "bob"));
        client.undo(environment, "c2");
        var ada = explain(id("ada"));
        assertEquals(0, ada.getCausesCount());
        assertEquals(List.of("c1"), callIds(ada));
        assertEquals(ExplainUserResponse.newBuilder().setRootUserId(8).build(), explain(8));
    }

    @Test
    void theFirstThousandOthersAreShown() {
        for (int batch = 0; batch < 2; batch++) {
            var calls = new ArrayList<IdentityCall>();
            for (int one = batch * 501; one < (batch + 1) * 501; one++) {
                calls.add(Calls.alias(one, "c%04d".formatted(one), "user " + one, "ada"));
            }
            client.apply(environment, calls);
        }
        var answer = explain(id("ada"));
        assertTrue(answer.getMore());
        assertEquals(1_000, answer.getOthersCount());
        assertEquals(callIds(answer).stream().sorted().toList(), callIds(answer));
        assertEquals("c0999", callIds(answer).getLast());
    }

    @Test
    void badInputIsRefused() {
        assertEquals(
                new Refusal(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_USER_NOT_FOUND, ""),
                Refusal.of(() -> explain(7)));
        assertEquals(Refusal.invalid("user_id"), Refusal.of(() -> explain(-1)));
        assertEquals(Refusal.invalid("user_id"), Refusal.of(() -> explain(1L << 53)));
        assertEquals(
                Refusal.invalid("environment"),
                Refusal.of(() -> client.ledger().explainUser(ExplainUserRequest.getDefaultInstance())));
    }

    private static List<IdentityCall> calls(List<MergeCause> causes) {
        return causes.stream().map(MergeCause::getCall).toList();
    }

    private static List<String> callIds(ExplainUserResponse answer) {
        return calls(answer.getOthersList()).stream()
                .map(call -> call.getStamp().getCallId())
                .toList();
    }

    private ExplainUserResponse explain(long userId) {
        return client.ledger()
                .explainUser(ExplainUserRequest.newBuilder()
                        .setEnvironment(environment)
                        .setUserId(userId)
                        .build());
    }

    private long id(String identity) {
        return client.userId(environment, Calls.identity(identity));
    }
}
