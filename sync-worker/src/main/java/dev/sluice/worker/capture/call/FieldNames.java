package dev.sluice.worker.capture.call;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Translates paths of fields from one contract's names to another's; the longest path that fits decides. */
public final class FieldNames implements UnaryOperator<String> {

    private final List<Map.Entry<String, String>> names;

    /** @param names path there, by path here */
    public FieldNames(Map<String, String> names) {
        this.names = names.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, String> name) ->
                                name.getKey().length())
                        .reversed())
                .map(Map.Entry::copyOf)
                .toList();
    }

    @Override
    public String apply(String path) {
        return names.stream()
                .filter(name -> isWithin(path, name.getKey()))
                .findFirst()
                .map(name -> name.getValue() + path.substring(name.getKey().length()))
                .orElse(path);
    }

    private static boolean isWithin(String path, String prefix) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || ".[ ".indexOf(path.charAt(prefix.length())) >= 0);
    }
}
