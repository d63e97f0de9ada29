package dev.sluice.errors;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The one mapping between failures and gRPC statuses with their {@link ErrorInfo}, in both directions. */
public final class GrpcStatuses {

    public static final String DOMAIN = "sluice.dev";

    private static final String REASON_PREFIX = "ERROR_REASON_";

    private GrpcStatuses() {}

    /** The status a caller gets; anything but a {@link Failure} becomes INTERNAL without its text. */
    public static StatusRuntimeException toStatus(Throwable thrown) {
        return switch (thrown) {
            case Failure failure ->
                status(code(failure), failure.reason(), failure.field(), String.valueOf(failure.getMessage()));
            case StatusRuntimeException status -> status;
            default -> status(Code.INTERNAL, ErrorReason.ERROR_REASON_INTERNAL, "", "internal error; see the log");
        };
    }

    /** The reason of a status that a Sluice service sent; INTERNAL for any other. */
    public static ErrorReason reason(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure.reason();
        }
        var status = StatusProto.fromThrowable(thrown);
        if (status == null) {
            return ErrorReason.ERROR_REASON_INTERNAL;
        }
        try {
            for (Any detail : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    return ErrorReason.valueOf(
                            REASON_PREFIX + detail.unpack(ErrorInfo.class).getReason());
                }
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return ErrorReason.ERROR_REASON_INTERNAL;
        }
        return ErrorReason.ERROR_REASON_INTERNAL;
    }

    /** The reason as the contract's clients see it, without the enum's prefix: {@code FIELD_INVALID}. */
    public static String name(ErrorReason reason) {
        return reason.name().substring(REASON_PREFIX.length());
    }

    private static Code code(Failure failure) {
        return switch (failure) {
            case Failure.Invalid _ -> Code.INVALID_ARGUMENT;
            case Failure.Unauthenticated _ -> Code.UNAUTHENTICATED;
            case Failure.NotFound _ -> Code.NOT_FOUND;
            case Failure.AlreadyExists _ -> Code.ALREADY_EXISTS;
            case Failure.Precondition _ -> Code.FAILED_PRECONDITION;
            case Failure.Unavailable _ -> Code.UNAVAILABLE;
            case Failure.NotImplemented _ -> Code.UNIMPLEMENTED;
        };
    }

    private static StatusRuntimeException status(Code code, ErrorReason reason, String field, String message) {
        var info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(name(reason));
        if (!field.isEmpty()) {
            info.putMetadata("field", field);
        }
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(info.build()))
                .build());
    }
}
