package dev.sluice.local.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/logs.md} lists what the services log: sentences that never change, and values under names that are listed
 * there, too. With {@code -Dsluice.docs.record=true} it is written anew, but for what its names mean.
 */
final class LogReferenceTest {

    private static final List<String> MODULES =
            List.of("proto", "definitions-service", "identity-service", "sync-worker");

    /** A sentence, and what is told beside it. */
    private static final Pattern LINE = Pattern.compile("[A-Z][^:=%]*(?:: (?:\\w+=%[sd]s?)(?: \\w+=%[sd]s?)*)?");

    private static final Pattern NAME = Pattern.compile("(\\w+)=%");
    private static final Pattern EXPLAINED = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\|$");
    private static final String LISTED = "## Lines\n";

    private final Path home = Home.find().root();
    private final Path reference = home.resolve("docs/logs.md");

    private static Stream<LogSource.Line> of(Path home, String module) {
        return LogSource.read(home.resolve(module).resolve("src/main/java")).stream();
    }

    private List<LogSource.Line> all() {
        return MODULES.stream().flatMap(module -> of(home, module)).toList();
    }

    @Test
    void everyLineIsAConstantSentenceAndValuesUnderNames() {
        for (var line : all()) {
            assertTrue(LINE.matcher(line.format()).matches(), line::toString);
        }
    }

    @Test
    void everyLineIsListed() throws IOException {
        var text = Files.readString(reference);
        var current = text.substring(0, text.indexOf(LISTED) + LISTED.length()) + lines();
        if (Boolean.getBoolean("sluice.docs.record")) {
            Files.writeString(reference, current);
        }
        assertEquals(current, Files.readString(reference), "record it with -Dsluice.docs.record=true");
    }

    @Test
    void everyNameIsExplainedAndNoOther() throws IOException {
        var used = new TreeSet<String>();
        for (var line : all()) {
            NAME.matcher(line.format()).results().forEach(found -> used.add(found.group(1)));
        }
        Set<String> explained = EXPLAINED
                .matcher(Files.readString(reference))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(used, explained);
    }

    private String lines() {
        return MODULES.stream().map(this::section).collect(Collectors.joining());
    }

    private String section(String module) {
        var rows = of(home, module).map(LogReferenceTest::row).distinct().collect(Collectors.joining("\n"));
        var title = module.equals("proto") ? "Every service" : module;
        return rows.isEmpty() ? "" : """

                ### %s

                | level | line |
                |---|---|
                %s
                """.formatted(title, rows);
    }

    private static String row(LogSource.Line line) {
        return "| %s | %s |".formatted(line.level(), line.format().replaceAll("%[sd]s?", "…"));
    }
}
