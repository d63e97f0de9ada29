package dev.sluice.worker.capture.derive;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The decoded parameters of an address's query; a query is never too malformed to be read. */
record QueryParameters(Map<String, List<String>> values) {

    private static final int MOST = 1_024;
    private static final QueryParameters NONE = new QueryParameters(Map.of());
    private static final Remembered<QueryParameters> READ = new Remembered<>(QueryParameters::read);
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** @param query without its {@code ?}; may be null */
    static QueryParameters of(String query) {
        return query == null ? NONE : READ.of(query);
    }

    private static QueryParameters read(String query) {
        var decodable = STRAY_PERCENT.matcher(query).replaceAll("%25");
        return new QueryParameters(
                new QueryStringDecoder(decodable, StandardCharsets.UTF_8, false, MOST, true).parameters());
    }

    /** The first value, or null when it is empty, not there or not storable. */
    String first(String name) {
        var all = values.get(name);
        return all == null || all.getFirst().isEmpty() || all.getFirst().indexOf('\0') >= 0 ? null : all.getFirst();
    }
}
