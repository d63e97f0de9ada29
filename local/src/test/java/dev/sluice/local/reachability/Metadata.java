package dev.sluice.local.reachability;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What native images are told of names, gathered from files of every format that there is. */
final class Metadata {

    private final Map<String, List<JsonNode>> types = new HashMap<>();
    private final Set<String> proxies = new HashSet<>();
    private final Set<String> bundles = new HashSet<>();
    private final List<Predicate<String>> resources = new ArrayList<>();

    /** @param file its name decides on the format */
    void add(String file, JsonNode content) {
        switch (file.substring(file.lastIndexOf('/') + 1)) {
            case "reachability-metadata.json" -> {
                content.path("reflection").forEach(this::addType);
                content.path("resources").forEach(this::addResource);
            }
            case "reflect-config.json" -> content.forEach(this::addType);
            case "proxy-config.json" ->
                content.forEach(each -> addProxy(each.isArray() ? each : each.path("interfaces")));
            case "resource-config.json" -> {
                content.path("bundles").forEach(this::addResource);
                var files = content.path("resources");
                (files.isArray() ? files : files.path("includes")).forEach(this::addResource);
            }
            default -> {
                // The others tell of JNI and of serialization.
            }
        }
    }

    /** A class with all that it has, as features of the compiler register it. */
    void addWhole(String type) {
        types.computeIfAbsent(type, _ -> new ArrayList<>()).add(TypeEntry.WHOLE);
    }

    private void addType(JsonNode entry) {
        var type = entry.has("type") ? entry.get("type") : entry.path("name");
        if (type.isTextual()) {
            types.computeIfAbsent(type.asText(), _ -> new ArrayList<>()).add(entry);
        } else {
            addProxy(type.path("proxy"));
        }
    }

    private void addProxy(JsonNode interfaces) {
        proxies.add(String.join(
                ",",
                StreamSupport.stream(interfaces.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()));
    }

    private void addResource(JsonNode entry) {
        if (entry.has("glob")) {
            var glob = FileSystems.getDefault()
                    .getPathMatcher("glob:" + entry.get("glob").asText());
            resources.add(name -> glob.matches(Path.of(name)));
        } else if (entry.has("pattern")) {
            resources.add(Pattern.compile(entry.get("pattern").asText()).asMatchPredicate());
        } else {
            bundles.add((entry.has("bundle") ? entry.get("bundle") : entry.path("name")).asText());
        }
    }

    boolean has(Need need) {
        return switch (need.access()) {
            case PROXY -> proxies.contains(need.name());
            case BUNDLE -> bundles.contains(need.name());
            case RESOURCE -> resources.stream().anyMatch(each -> each.test(need.name()));
            case TYPE, MEMBER, FIELDS, METHODS, CONSTRUCTORS, CALLED, HANDLE ->
                types.getOrDefault(need.name(), List.of()).stream().anyMatch(entry -> TypeEntry.has(entry, need));
        };
    }
}
