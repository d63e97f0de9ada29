package dev.sluice.worker.capture.derive;

import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The four kinds of library that a call can come from. */
public enum Library {
    SERVER("server", "node", "python", "java", "go", "ruby", "php", "net", "rust", "http"),
    IOS("ios", "swift", "cocoa", "tvos"),
    ANDROID("android", "kotlin"),
    WEB("web", "js", "javascript", "next", "browser");

    private static final Pattern WORDS = Pattern.compile("[^a-z0-9]+");
    private static final Remembered<Optional<Library>> NAMED = new Remembered<>(Library::read);

    private final String text;
    private final Set<String> words;

    /** The first word is also the library's name; others are words of SDK names: {@code @segment/analytics-node}. */
    Library(String... words) {
        this.text = words[0];
        this.words = Set.of(words);
    }

    /** As the column {@code library} has it. */
    public String text() {
        return text;
    }

    /** What the call names, otherwise what its kind and circumstances suggest. */
    static Library of(CapturedCall.Event call) {
        return named(call.header().context()).orElseGet(() -> suggested(call));
    }

    /** What a library's name says: {@code analytics.js}. */
    public static Optional<Library> named(Context context) {
        return context.library() == null ? Optional.empty() : NAMED.of(context.library());
    }

    private static Optional<Library> read(String library) {
        var name = WORDS.split(library.toLowerCase(Locale.ROOT));
        return List.of(values()).stream()
                .filter(each -> List.of(name).stream().anyMatch(each.words::contains))
                .findFirst();
    }

    private static Library suggested(CapturedCall.Event call) {
        var context = call.header().context();
        var seenInBrowser = context.userAgent() != null || context.page().url() != null;
        return switch (call) {
            case CapturedCall.Pageview _, CapturedCall.Interaction _ -> WEB;
            case CapturedCall.Track _ -> seenInBrowser ? WEB : SERVER;
        };
    }
}
