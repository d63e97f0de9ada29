package dev.sluice.local.reachability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Needs that somebody looked at: native images do without metadata for them, for a reason that is given. */
record Reviewed(List<Line> lines) {

    private static final String FILE = "reviewed-needs.txt";

    static Reviewed read() {
        try (var file = Reviewed.class.getResourceAsStream(FILE)) {
            return new Reviewed(new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Line::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(Need need) {
        return lines.stream().anyMatch(line -> line.has(need));
    }

    /**
     * @param caller of whom
     * @param name what they need
     * @param reason why it need not be in the metadata
     */
    record Line(Pattern caller, Pattern name, String reason) {

        private static final Pattern PARTS = Pattern.compile("(\\S+) +(\\S+) +(\\S.*)");

        static Line parse(String line) {
            var parts = PARTS.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException("no caller, name and reason: " + line);
            }
            return new Line(pattern(parts.group(1)), pattern(parts.group(2)), parts.group(3));
        }

        /** Only the asterisk means something. */
        private static Pattern pattern(String text) {
            return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
        }

        boolean has(Need need) {
            return caller.matcher(need.caller()).matches()
                    && name.matcher(need.name()).matches();
        }
    }
}
