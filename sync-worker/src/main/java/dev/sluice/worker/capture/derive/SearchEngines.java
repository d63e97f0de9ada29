package dev.sluice.worker.capture.derive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Knows where search engines put what was searched for in the address they refer from. */
final class SearchEngines {

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Map<String, List<String>> PARAMETERS = load();

    private SearchEngines() {}

    /** What was searched for, or null where the referrer is no search engine or does not tell. */
    static String keyword(String referrer) {
        var host = referrer == null ? null : PageAddress.hostOf(referrer);
        if (host == null) {
            return null;
        }
        var names = DOT.splitAsStream(host)
                .map(PARAMETERS::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.of());
        var query = QueryParameters.of(PageAddress.queryOf(referrer));
        return names.stream()
                .map(query::first)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, List<String>> load() {
        try (var resource = SearchEngines.class.getResourceAsStream("search-engines.txt");
                var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ")))
                    .collect(Collectors.toUnmodifiableMap(List::getFirst, words -> words.subList(1, words.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
