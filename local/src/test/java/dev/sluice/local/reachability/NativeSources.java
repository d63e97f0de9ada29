package dev.sluice.local.reachability;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.local.stack.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A service as the compiler of native images is given it. */
record NativeSources(Metadata metadata, Set<String> files, Set<String> initializedAtRunTime) {

    private static final String FEATURE_OF_THE_SERVICE = "io/quarkus/runner/Feature.class";
    /** The classes of Caffeine that Quarkus registers by a feature; those of others it writes into files. */
    private static final String FEATURE_OF_CACHES = "io/quarkus/caffeine/runtime/graal/CacheConstructorsFeature.class";

    /** The feature names it to have it initialized, with all that Quarkus does while an image is built. */
    private static final String APPLICATION = "io.quarkus.runner.ApplicationImpl";

    private static final Pattern EXCLUDED = Pattern.compile("--exclude-config\\s+(\\S+)\\s+(\\S+)");
    private static final Pattern AT_RUN_TIME = Pattern.compile("--initialize-at-run-time=(\\S+)");

    static NativeSources of(String module) throws IOException {
        var folder = Home.find().root().resolve(module).resolve("target/native-sources");
        var sources = new NativeSources(new Metadata(), new HashSet<>(), new HashSet<>());
        var excluded = EXCLUDED.matcher(Files.readString(folder.resolve("native-image.args")))
                .results()
                .map(found -> found.group(1) + ".*" + found.group(2))
                .toList();
        for (var jar : jars(folder)) {
            sources.read(jar, excluded);
        }
        sources.initializedAtRunTime.remove(APPLICATION);
        return sources;
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (var own = Files.list(folder);
                var libraries = Files.list(folder.resolve("lib"))) {
            return Stream.concat(own, libraries)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .toList();
        }
    }

    private void read(Path path, List<String> excluded) throws IOException {
        try (var jar = new JarFile(path.toFile())) {
            for (var entry : Collections.list(jar.entries())) {
                files.add(entry.getName());
                var place = path + "/" + entry.getName();
                if (excluded.stream()
                        .noneMatch(each -> Pattern.compile(each).matcher(place).find())) {
                    read(jar, entry);
                }
            }
        }
    }

    private void read(JarFile jar, JarEntry entry) {
        var name = entry.getName();
        try {
            if (name.equals(FEATURE_OF_THE_SERVICE)) {
                initializedAtRunTime.addAll(Constants.of(content(jar, entry)));
            } else if (name.equals(FEATURE_OF_CACHES)) {
                Constants.of(content(jar, entry)).forEach(metadata::addWhole);
            } else if (name.startsWith("META-INF/native-image/") && name.endsWith(".json")) {
                metadata.add(name, new ObjectMapper().readTree(content(jar, entry)));
            } else if (name.startsWith("META-INF/native-image/") && name.endsWith(".properties")) {
                AT_RUN_TIME
                        .matcher(new String(content(jar, entry)))
                        .results()
                        .flatMap(found -> Stream.of(found.group(1).split(",")))
                        .forEach(initializedAtRunTime::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(JarFile jar, JarEntry entry) throws IOException {
        try (var input = jar.getInputStream(entry)) {
            return input.readAllBytes();
        }
    }
}
