package dev.sluice.identity.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.function.Executable;

/** What a client is told when a call fails. */
public record Refusal(Status.Code status, ErrorReason reason, String field) {

    public static Refusal invalid(String field) {
        return new Refusal(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_FIELD_INVALID, field);
    }

    public static Refusal placeholder(String field) {
        return new Refusal(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_IDENTITY_REFUSED, field);
    }

    public static Refusal of(Executable call) {
        var thrown = assertThrows(StatusRuntimeException.class, call);
        return new Refusal(thrown.getStatus().getCode(), GrpcStatuses.reason(thrown), field(thrown));
    }

    private static String field(StatusRuntimeException thrown) {
        var status = StatusProto.fromThrowable(thrown);
        for (Any detail : status.getDetailsList()) {
            try {
                return detail.unpack(ErrorInfo.class).getMetadataOrDefault("field", "");
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        }
        return "";
    }
}
