package dev.sluice.local.code;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sluice.local.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads and writes YAML; several files make one whole, and say nothing twice. */
final class WantedFiles {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private WantedFiles() {}

    static String write(Wanted wanted) {
        try {
            return YAML.writeValueAsString(wanted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws CommandFailure names the file, the line and the field */
    static Wanted read(List<Path> files) {
        var all = new LinkedHashMap<Path, Wanted>();
        files.forEach(file -> all.put(file, read(file)));
        var environments = all.values().stream()
                .map(Wanted::environment)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (environments.size() > 1) {
            throw new CommandFailure("the files name several environments: " + String.join(", ", environments)
                    + "; apply them one by one");
        }
        return new Wanted(
                environments.isEmpty() ? null : environments.getFirst(),
                together(all, "events", Wanted::events),
                together(all, "segments", Wanted::segments),
                together(all, "warehouses", Wanted::warehouses));
    }

    private static Wanted read(Path file) {
        try {
            var read = YAML.readValue(Files.readString(file), Wanted.class);
            return read == null ? new Wanted(null, null, null, null) : read;
        } catch (NoSuchFileException e) {
            throw new CommandFailure(file + " does not exist", e);
        } catch (JsonProcessingException e) {
            throw new CommandFailure(
                    file + where(e) + ": "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String where(JsonProcessingException e) {
        var line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
        var path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        return path.isEmpty() ? line : line + ", " + path;
    }

    private static <T> Map<String, T> together(
            Map<Path, Wanted> all, String what, Function<Wanted, Map<String, T>> part) {
        var together = new LinkedHashMap<String, T>();
        all.forEach((file, wanted) -> part.apply(wanted).forEach((name, value) -> {
            if (value == null) {
                throw new CommandFailure("%s: %s.%s says nothing".formatted(file, what, name));
            }
            if (together.put(name, value) != null) {
                throw new CommandFailure("%s: %s.%s stands in another file too".formatted(file, what, name));
            }
        }));
        return together;
    }
}
