package dev.sluice.local.operation;

import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The series that a query for Prometheus asks for, and of each the labels that it looks at. */
record Query(TreeMap<String, TreeSet<String>> series) {

    private static final Pattern GROUPING = Pattern.compile("\\b(by|without|on|ignoring|group_left)\\s*\\([^)]*\\)");
    private static final Pattern VALUES = Pattern.compile("label_values\\((.*),\\s*\\w+\\)");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)})?(?!\\w|\\s*\\()");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*[=!]");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    static Query of(String text) {
        var plain = VALUES.matcher(text).replaceAll("$1");
        plain = TEXT.matcher(plain).replaceAll("");
        plain = RANGE.matcher(GROUPING.matcher(plain).replaceAll(" ")).replaceAll(" ");
        var series = new TreeMap<String, TreeSet<String>>();
        SELECTOR.matcher(plain)
                .results()
                .filter(found -> !WORDS.contains(found.group(1)))
                .forEach(found -> {
                    var labels = series.computeIfAbsent(found.group(1), _ -> new TreeSet<>());
                    if (found.group(2) != null) {
                        LABEL.matcher(found.group(2)).results().forEach(label -> labels.add(label.group(1)));
                    }
                });
        return new Query(series);
    }
}
