package dev.sluice.worker.failures;

import dev.sluice.errors.Failure;
import dev.sluice.errors.KnownFailures;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.http.CaptureAnswer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers HTTP requests that failed: Heap's clients with a line of text, all others with JSON. */
class HttpFailures {

    private static final String HEAP = "/api/";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;

    @ServerExceptionMapper
    Response answer(Throwable thrown, UriInfo uri, RoutingContext routing) {
        if (thrown instanceof WebApplicationException refused) {
            return refused.getResponse();
        }
        if (thrown instanceof IOException) {
            // The body was not read to its end: it was too large, or the client is gone.
            return Response.status(Response.Status.REQUEST_ENTITY_TOO_LARGE).build();
        }
        var failure = KnownFailures.of(thrown);
        if (failure.isEmpty()) {
            return Response.serverError().build();
        }
        var answer = answer(failure.get(), uri.getPath().startsWith(HEAP));
        if (failure.get().reason() == ErrorReason.ERROR_REASON_TOO_LARGE
                && routing.request().version() != HttpVersion.HTTP_2) {
            // The rest of the body may not have been read. HTTP/2 ends the stream instead, and forbids the header.
            answer.header("Connection", "close");
        }
        return answer.build();
    }

    private static Response.ResponseBuilder answer(Failure failure, boolean asText) {
        var status = status(failure);
        var answer = Response.status(status);
        if (status == UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (failure instanceof Failure.Throttled throttled) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds(throttled.retryAfter()));
        }
        if (status == UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"write key\"");
        }
        return asText
                ? answer.type(MediaType.TEXT_PLAIN_TYPE).entity(failure.getMessage())
                : answer.type(MediaType.APPLICATION_JSON_TYPE).entity(CaptureAnswer.of(failure));
    }

    /** Whole seconds, as the header has it; not sooner. */
    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }

    private static int status(Failure failure) {
        return switch (failure) {
            case Failure.Invalid _ -> 400;
            case Failure.Unauthenticated _ -> UNAUTHORIZED;
            case Failure.Forbidden _ -> 403;
            case Failure.NotFound _ -> 404;
            case Failure.AlreadyExists _, Failure.Precondition _ -> 409;
            case Failure.Unavailable _ -> UNAVAILABLE;
            case Failure.Throttled _ -> 429;
        };
    }
}
