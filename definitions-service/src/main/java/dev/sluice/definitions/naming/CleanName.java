package dev.sluice.definitions.naming;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reduces any text to lower-case ASCII letters, digits and single underscores between them. */
public final class CleanName {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

    /** Latin letters that Unicode does not take apart into a base letter and its accent. */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ŧ', "t"),
            Map.entry((int) 'ı', "i"));

    private CleanName() {}

    /** Empty where nothing of the text is left. */
    public static String of(String original) {
        var bare = MARKS.matcher(Normalizer.normalize(original.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        var letters = new StringBuilder(bare.length());
        bare.codePoints().forEach(letter -> append(letters, letter));
        return trimmed(OTHERS.matcher(letters).replaceAll("_"));
    }

    /** An identifier that begins with a digit would need quotes in every query. */
    public static String withoutLeadingDigit(String clean) {
        return !clean.isEmpty() && Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }

    private static void append(StringBuilder letters, int letter) {
        var spelled = LETTERS.get(letter);
        if (spelled == null) {
            letters.appendCodePoint(letter);
        } else {
            letters.append(spelled);
        }
    }

    private static String trimmed(String name) {
        int from = name.startsWith("_") ? 1 : 0;
        int to = name.endsWith("_") ? name.length() - 1 : name.length();
        return from < to ? name.substring(from, to) : "";
    }
}
