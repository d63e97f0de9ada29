package dev.sluice.worker.capture.derive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Knows where search engines put what was searched for in the address they refer from. */
final class SearchEngines {

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Map<String, List<String>> PARAMETERS = load();
    private static final Remembered<Optional<String>> KEYWORDS = new Remembered<>(SearchEngines::read);

    private SearchEngines() {}

    /** What was searched for, or null where the referrer is no search engine or does not tell. */
    static String keyword(String referrer) {
        return referrer == null ? null : KEYWORDS.of(referrer).orElse(null);
    }

    private static Optional<String> read(String referrer) {
        var address = PageAddress.parts(referrer);
        if (address.host() == null) {
            return Optional.empty();
        }
        var names = DOT.splitAsStream(address.host())
                .map(PARAMETERS::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.of());
        var query = QueryParameters.of(address.query());
        return names.stream().map(query::first).filter(Objects::nonNull).findFirst();
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
