package dev.sluice.worker.capture.http;

import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.capture.derive.Library;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Where a request came from: a visitor's browser, unless a server made the call.
 *
 * @param ip null where it is not known
 * @param userAgent null where it is not told
 */
public record Origin(String ip, String userAgent) {

    public static Origin of(HttpServerRequest request) {
        var address = request.remoteAddress();
        return new Origin(address == null ? null : address.hostAddress(), request.getHeader(HttpHeaders.USER_AGENT));
    }

    /** The context with what a visitor's call does not tell of itself. */
    public Context complete(Context context) {
        return isVisitors(context)
                ? new Context(
                        context.library(),
                        context.userAgent() == null ? userAgent : context.userAgent(),
                        context.ip() == null ? ip : context.ip(),
                        context.sessionId(),
                        context.page(),
                        context.campaign(),
                        context.device(),
                        context.location())
                : context;
    }

    private static boolean isVisitors(Context context) {
        return Library.named(context)
                .map(library -> library != Library.SERVER)
                .orElse(context.userAgent() != null || context.page().url() != null);
    }
}
