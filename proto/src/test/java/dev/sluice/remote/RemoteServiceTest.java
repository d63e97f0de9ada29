package dev.sluice.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

/** A service that is away is told from one that answers. */
class RemoteServiceTest {

    private static final RemoteService SERVICE = new RemoteService("definitions-service");

    private static Object ask(StatusRuntimeException answer) {
        return SERVICE.ask(() -> {
            throw answer;
        });
    }

    @Test
    void answerIsPassedOn() {
        assertEquals(7, SERVICE.ask(() -> 7));
        var fault = GrpcStatuses.toStatus(new IllegalStateException());
        assertSame(fault, assertThrows(StatusRuntimeException.class, () -> ask(fault)));
        var refusal = GrpcStatuses.toStatus(new Failure.Invalid("name", "must be given"));
        assertSame(refusal, assertThrows(StatusRuntimeException.class, () -> ask(refusal)));
    }

    @Test
    void noAnswerIsItsAbsence() {
        var away = Status.UNAVAILABLE.asRuntimeException();
        assertThrows(Failure.Unavailable.class, () -> ask(away));
        var cutOff = Status.INTERNAL
                .withDescription("RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR")
                .asRuntimeException();
        assertThrows(Failure.Unavailable.class, () -> ask(cutOff));
    }
}
