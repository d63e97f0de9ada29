package dev.sluice.worker.capture.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * What Segment's browser SDK asks of its CDN before it sends anything: which integrations there are. There is one, and it
 * sends calls to where the settings came from.
 */
@RegisterForReflection
public record SegmentSettings(Integrations integrations, Metrics metrics) {

    /** The integrations by their names. */
    @RegisterForReflection
    public record Integrations(@JsonProperty("Segment.io") Delivery delivery) {}

    /** Where calls go. */
    @RegisterForReflection
    public record Delivery(String apiKey, String apiHost, String protocol) {}

    /** How often the SDK tells its maker of itself: never. */
    @RegisterForReflection
    public record Metrics(int sampleRate) {}

    static SegmentSettings of(String writeKey, HttpServerRequest request) {
        var host = request.authority() + "/v1";
        return new SegmentSettings(new Integrations(new Delivery(writeKey, host, protocol(request))), new Metrics(0));
    }

    /** Behind a proxy that ends TLS, only the page knows; and a secure page can send to no other place. */
    private static String protocol(HttpServerRequest request) {
        var page = request.getHeader("Origin");
        return page != null && page.toLowerCase(Locale.ROOT).startsWith("https:") ? "https" : request.scheme();
    }
}
