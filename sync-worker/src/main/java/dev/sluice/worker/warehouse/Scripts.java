package dev.sluice.worker.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads an engine's scripts of internal SQL: statements end with a semicolon at the end of a line, and {@code ${raw}}
 * stands for the quoted internal schema. One that all engines take stands here, others beside the engine's class.
 */
public final class Scripts {

    private Scripts() {}

    /** @param owner the engine's class; its scripts are resources of the same package */
    public static List<String> statements(Class<?> owner, String name, String rawSchema) {
        return Stream.of(text(owner, name, rawSchema).split(";\\s*(\\n|$)"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** The whole script, for a driver that knows where statements end. */
    public static String text(Class<?> owner, String name, String rawSchema) {
        return read(owner, name + ".sql").replace("${raw}", rawSchema);
    }

    private static String read(Class<?> owner, String resource) {
        try (InputStream stream = find(owner, resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream find(Class<?> owner, String resource) {
        return Stream.of(owner, Scripts.class)
                .map(beside -> beside.getResourceAsStream(resource))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no script " + resource + " for " + owner.getName()));
    }
}
