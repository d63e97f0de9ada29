package dev.sluice.worker.capture.http;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.heap.HeapConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Ends requests whose bodies are larger than their path may take: at once where they declare it, otherwise when that much
 * has come, so that no more than the limit is ever held. What a body is inflated to is limited where it is inflated.
 */
@Singleton
class BodyLimits {

    private static final Pattern SINGLE_CALL =
            Pattern.compile("/v1/(track|page|screen|identify|group|alias|[tpsiga])/?");

    /** What gzip adds to a body that it cannot make smaller. */
    private static final int GZIP = 1_024;

    // Filters are made before settings can be read.
    private final Instance<HeapConfig> heap;

    BodyLimits(Instance<HeapConfig> heap) {
        this.heap = heap;
    }

    @ServerRequestFilter
    void limit(ContainerRequestContext request, UriInfo uri, RoutingContext routing) {
        int limit = limit(uri.getPath());
        if (declared(request) > limit + GZIP) {
            throw new Failure.Invalid(
                    ErrorReason.ERROR_REASON_TOO_LARGE, "", "the body must be at most %,d KB".formatted(limit / 1_024));
        }
        routing.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, (long) limit + GZIP);
    }

    /** Batches, of servers and browsers, have the general limit. */
    private int limit(String path) {
        if (path.startsWith("/api/")) {
            return heap.get().bodyBytes();
        }
        return SINGLE_CALL.matcher(path).matches() ? CaptureLimits.CALL_BYTES : CaptureLimits.BATCH_BYTES;
    }

    /** 0 where the request does not say; the server lets no other numbers through. */
    private static long declared(ContainerRequestContext request) {
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
