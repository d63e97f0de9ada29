package dev.sluice.errors;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;

/** The one mapping between failures and gRPC statuses with their {@link ErrorInfo}, in both directions. */
public final class GrpcStatuses {

    public static final String DOMAIN = "sluice.dev";

    private static final String REASON_PREFIX = "ERROR_REASON_";

    private GrpcStatuses() {}

    /** The status a caller gets; anything but a {@link Failure} becomes INTERNAL without its text. */
    public static StatusRuntimeException toStatus(Throwable thrown) {
        return switch (thrown) {
            case Failure failure ->
                status(
                        code(failure),
                        failure.reason(),
                        failure.field(),
                        String.valueOf(failure.getMessage()),
                        failure.details());
            case StatusRuntimeException status when isOfSluice(status) -> status;
            case StatusRuntimeException status
            when isAway(status) ->
                toStatus(new Failure.Unavailable("a service that this call needs does not answer", status));
            default ->
                status(Code.INTERNAL, ErrorReason.ERROR_REASON_INTERNAL, "", "internal error; see the log", List.of());
        };
    }

    /** The reason of a failure, be it ours or that of a Sluice service we called; INTERNAL for any other. */
    public static ErrorReason reason(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure.reason();
        }
        return info(toStatus(thrown))
                .map(info -> ErrorReason.valueOf(REASON_PREFIX + info.getReason()))
                .orElse(ErrorReason.ERROR_REASON_INTERNAL);
    }

    /** Whether a service of Sluice has answered that, and not gRPC, which has no better words than that there was no answer. */
    public static boolean isOfSluice(StatusRuntimeException thrown) {
        return info(thrown).isPresent();
    }

    private static Optional<ErrorInfo> info(StatusRuntimeException thrown) {
        try {
            for (Any detail : StatusProto.fromThrowable(thrown).getDetailsList()) {
                if (detail.is(ErrorInfo.class)
                        && detail.unpack(ErrorInfo.class).getDomain().equals(DOMAIN)) {
                    return Optional.of(detail.unpack(ErrorInfo.class));
                }
            }
            return Optional.empty();
        } catch (InvalidProtocolBufferException notOurs) {
            return Optional.empty();
        }
    }

    /**
     * Nobody answered, or not in time: the status is gRPC's own, its text names hosts. A server that stops cuts off streams,
     * which gRPC calls an internal error.
     */
    public static boolean isAway(StatusRuntimeException thrown) {
        return switch (thrown.getStatus().getCode()) {
            // The last one is what a proxy or a server that is stopping answers.
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, RESOURCE_EXHAUSTED, UNKNOWN -> true;
            case INTERNAL -> !isOfSluice(thrown);
            default -> false;
        };
    }

    /** The reason as the contract's clients see it, without the enum's prefix: {@code FIELD_INVALID}. */
    public static String name(ErrorReason reason) {
        return reason.name().substring(REASON_PREFIX.length());
    }

    private static Code code(Failure failure) {
        return switch (failure) {
            case Failure.Invalid _ -> Code.INVALID_ARGUMENT;
            case Failure.Unauthenticated _ -> Code.UNAUTHENTICATED;
            case Failure.Forbidden _ -> Code.PERMISSION_DENIED;
            case Failure.NotFound _ -> Code.NOT_FOUND;
            case Failure.AlreadyExists _ -> Code.ALREADY_EXISTS;
            case Failure.Precondition _ -> Code.FAILED_PRECONDITION;
            case Failure.Unavailable _ -> Code.UNAVAILABLE;
            case Failure.Throttled _ -> Code.RESOURCE_EXHAUSTED;
        };
    }

    private static StatusRuntimeException status(
            Code code, ErrorReason reason, String field, String message, List<Message> details) {
        var info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(name(reason));
        if (!field.isEmpty()) {
            info.putMetadata("field", field);
        }
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(info.build()))
                .addAllDetails(details.stream().map(Any::pack).toList())
                .build());
    }
}
