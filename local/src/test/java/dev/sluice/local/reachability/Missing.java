package dev.sluice.local.reachability;

import java.util.Set;
import java.util.TreeSet;

/** What a service needed and a native image of it would not have. */
final class Missing {

    private final NativeSources sources;
    private final Reviewed reviewed;

    Missing(NativeSources sources, Reviewed reviewed) {
        this.sources = sources;
        this.reviewed = reviewed;
    }

    /** @return a sentence each */
    Set<String> of(Recording recording) {
        var missing = new TreeSet<String>();
        recording.needs().stream()
                .filter(need -> !need.isKnownToTheCompiler())
                .filter(this::isOfRunTime)
                .filter(this::isInTheImage)
                .filter(need -> !sources.metadata().has(need))
                .filter(need -> !reviewed.has(need))
                .forEach(need -> missing.add(recording.module() + ": " + need.sentence()));
        return missing;
    }

    /** Quarkus has classes initialized while the image is built, all but those that it is told of. */
    private boolean isOfRunTime(Need need) {
        return sources.initializedAtRunTime().containsAll(need.initialized());
    }

    /** What only the JVM's class path has is not looked for in an image. */
    private boolean isInTheImage(Need need) {
        return switch (need.access()) {
            case RESOURCE -> sources.files().contains(need.name());
            case PROXY, BUNDLE -> true;
            case TYPE, MEMBER, FIELDS, METHODS, CONSTRUCTORS, CALLED, HANDLE ->
                sources.files().contains(need.name().replace('.', '/') + ".class");
        };
    }
}
