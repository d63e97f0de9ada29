package dev.sluice.worker.capture.http;

import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.capture.derive.Library;
import dev.sluice.worker.quarantine.Origin;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;

/** Tells where requests come from, and with it what visitors' calls do not tell of themselves. */
public final class RequestOrigin {

    private RequestOrigin() {}

    public static Origin of(HttpServerRequest request) {
        var address = request.remoteAddress();
        return new Origin(address == null ? null : address.hostAddress(), request.getHeader(HttpHeaders.USER_AGENT));
    }

    /** The context with what a visitor's call does not tell of itself. */
    public static Context complete(Context context, Origin origin) {
        return isVisitors(context)
                ? new Context(
                        context.library(),
                        context.userAgent() == null ? origin.userAgent() : context.userAgent(),
                        context.ip() == null ? origin.ip() : context.ip(),
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
