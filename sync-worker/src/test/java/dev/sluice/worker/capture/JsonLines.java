package dev.sluice.worker.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Corpora: a JSON object a line, with what is repeated in it written once. */
final class JsonLines {

    private static final Pattern REPEATED = Pattern.compile("<<(.+?)\\*(\\d+)>>", Pattern.DOTALL);
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonLines() {}

    /** @param file on the class path */
    static <T> Stream<T> read(String file, Class<T> type) {
        try (var lines = JsonLines.class.getResourceAsStream(file)) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().map(line -> read(type, line)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(Class<T> type, String line) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code <<x*9>>} out: nine of what is between, in which {@code #} is the number of each. */
    static String repeated(String text) {
        return REPEATED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(IntStream.range(0, Integer.parseInt(found.group(2)))
                        .mapToObj(number -> found.group(1).replace("#", Integer.toString(number)))
                        .collect(Collectors.joining())));
    }
}
