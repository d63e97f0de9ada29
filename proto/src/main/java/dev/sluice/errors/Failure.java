package dev.sluice.errors;

import com.google.protobuf.Message;
import com.google.rpc.RetryInfo;
import dev.sluice.errors.v1.ErrorReason;
import java.time.Duration;
import java.util.List;

/**
 * What a caller is told when a call cannot be done: one case per kind of remedy, each with a reason from the contract
 * and a message that is safe to show. {@link GrpcStatuses} gives each its status.
 */
public abstract sealed class Failure extends RuntimeException {

    private final ErrorReason reason;
    private final String field;

    /** A message of the contract is no more serializable than a status. */
    private final transient List<Message> details;

    private Failure(ErrorReason reason, String field, String message, Throwable cause) {
        this(reason, field, message, cause, List.of());
    }

    private Failure(ErrorReason reason, String field, String message, Throwable cause, List<Message> details) {
        super(message, cause);
        this.details = details;
        this.reason = reason;
        this.field = field;
    }

    public ErrorReason reason() {
        return reason;
    }

    /** Path of the field to blame, {@code events[0].properties}; empty where none is. */
    public String field() {
        return field;
    }

    /** What a program may want to know besides; the contract says of which type. */
    public List<Message> details() {
        return details;
    }

    /** The request itself is wrong; sending it again will not help. */
    public static final class Invalid extends Failure {
        public Invalid(String field, String rule) {
            this(ErrorReason.ERROR_REASON_FIELD_INVALID, field, rule);
        }

        /** @param rule completes the sentence "{@code <field>} …": "must be 1 to 255 characters" */
        public Invalid(ErrorReason reason, String field, String rule) {
            super(reason, field, field.isEmpty() ? rule : field + " " + rule, null);
        }
    }

    /** The caller is not who they must be. */
    public static final class Unauthenticated extends Failure {
        public Unauthenticated(ErrorReason reason, String message) {
            super(reason, "", message, null);
        }
    }

    /** The caller is known, and may not do this. */
    public static final class Forbidden extends Failure {
        public Forbidden(String message) {
            super(ErrorReason.ERROR_REASON_ROLE_INSUFFICIENT, "", message, null);
        }
    }

    /** What the request names is not there. */
    public static final class NotFound extends Failure {
        public NotFound(ErrorReason reason, String message) {
            super(reason, "", message, null);
        }
    }

    /** What the request would make is there already. */
    public static final class AlreadyExists extends Failure {
        public AlreadyExists(String message) {
            super(ErrorReason.ERROR_REASON_ALREADY_EXISTS, "", message, null);
        }
    }

    /** The request is fine, but not now: something must change first. */
    public static final class Precondition extends Failure {
        public Precondition(ErrorReason reason, String message) {
            this(reason, message, (Throwable) null);
        }

        public Precondition(ErrorReason reason, String message, Throwable cause) {
            super(reason, "", message, cause);
        }

        /** @param details small, since a status travels in headers */
        public Precondition(ErrorReason reason, String message, Message details) {
            super(reason, "", message, null, List.of(details));
        }
    }

    /** A service or database we need does not answer; the same request may be sent again. */
    public static final class Unavailable extends Failure {
        public Unavailable(String message, Throwable cause) {
            super(ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE, "", message, cause);
        }
    }

    /** The caller asks for too much in too short a time; the same request may be sent again, but later. */
    public static final class Throttled extends Failure {
        private final Duration retryAfter;

        public Throttled(String message, Duration retryAfter) {
            super(ErrorReason.ERROR_REASON_RATE_LIMITED, "", message, null, List.of(retryInfo(retryAfter)));
            this.retryAfter = retryAfter;
        }

        private static Message retryInfo(Duration retryAfter) {
            var delay = com.google.protobuf.Duration.newBuilder()
                    .setSeconds(retryAfter.toSeconds())
                    .setNanos(retryAfter.toNanosPart());
            return RetryInfo.newBuilder().setRetryDelay(delay).build();
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }
}
