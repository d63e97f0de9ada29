package dev.sluice.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.errors.Failure;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;

/** What a caller is told of a call that failed because of another service. */
class FailureMappingTest {

    private static void assertMapped(Status.Code code, ErrorReason reason, StatusRuntimeException thrown) {
        var told = FailureMapping.status(thrown);
        assertEquals(code, told.getStatus().getCode());
        assertEquals(reason, GrpcStatuses.reason(told));
        assertTrue(GrpcStatuses.isOfSluice(told));
    }

    @Test
    void serviceThatIsAwayIsToldAsUnavailable() {
        assertMapped(
                Status.Code.UNAVAILABLE,
                ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE,
                Status.UNAVAILABLE.withDescription("io exception").asRuntimeException());
        assertMapped(
                Status.Code.UNAVAILABLE,
                ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE,
                Status.INTERNAL
                        .withDescription("RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR")
                        .asRuntimeException());
    }

    @Test
    void whatAnotherServiceSaysIsPassedOn() {
        var refusal = GrpcStatuses.toStatus(new Failure.Invalid("name", "must be given"));
        assertSame(refusal, FailureMapping.status(refusal));
        var fault = GrpcStatuses.toStatus(new IllegalStateException());
        assertSame(fault, FailureMapping.status(fault));
    }

    @Test
    void whatNobodyOfSluiceSaysIsAFault() {
        assertMapped(
                Status.Code.INTERNAL,
                ErrorReason.ERROR_REASON_INTERNAL,
                Status.UNIMPLEMENTED.withDescription("no such method").asRuntimeException());
    }
}
