package dev.sluice.definitions.testing;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.function.Executable;

/** What a caller learns from a call that was refused. */
public record Refusal(Status.Code code, ErrorReason reason, String field, String message) {

    public static Refusal of(Executable call) {
        var thrown = assertThrows(StatusRuntimeException.class, call);
        var field = errorInfo(thrown).getMetadataOrDefault("field", "");
        var status = thrown.getStatus();
        return new Refusal(status.getCode(), GrpcStatuses.reason(thrown), field, status.getDescription());
    }

    private static ErrorInfo errorInfo(StatusRuntimeException thrown) {
        var status = StatusProto.fromThrowable(thrown);
        if (status == null || status.getDetailsCount() == 0) {
            throw new AssertionError("no details in " + thrown.getStatus(), thrown);
        }
        try {
            return status.getDetails(0).unpack(ErrorInfo.class);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
