package dev.sluice.local.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.local.reference.SettingsSource.Setting;
import dev.sluice.local.stack.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/settings.md} lists what the sources declare. With {@code -Dsluice.docs.record=true} it is written anew.
 */
final class SettingsReferenceTest {

    private static final String HEAD = """
            # Settings

            Every setting of Sluice itself, as the sources declare them. A service takes one as a system property, an
            environment variable in upper case with `_` for all else (`SLUICE_RUN_LEASE`), or from `application.properties`.
            Those of Quarkus (`quarkus.datasource.jdbc.url` and its like) come beside; the [operations guide](operations.md)
            names those that matter. Durations are written `30s`, `10m`, `6h` or as in ISO 8601.
            """;

    private final Path home = Home.find().root();

    @Test
    void everySettingIsListed() throws IOException {
        var reference = home.resolve("docs/settings.md");
        var current = HEAD
                + section("Every service", "proto")
                + section("definitions-service", "definitions-service")
                + section("identity-service", "identity-service")
                + section("sync-worker", "sync-worker");
        if (Boolean.getBoolean("sluice.docs.record")) {
            Files.writeString(reference, current);
        }
        assertEquals(current, Files.readString(reference), "record it with -Dsluice.docs.record=true");
    }

    private String section(String title, String module) {
        var settings = SettingsSource.read(home.resolve(module).resolve("src/main/java"));
        return settings.isEmpty()
                ? ""
                : """

                ## %s

                | setting | default | what it is |
                |---|---|---|
                %s
                """.formatted(
                        title, settings.stream().map(SettingsReferenceTest::row).collect(Collectors.joining("\n")));
    }

    private static String row(Setting setting) {
        var fallback = setting.fallback().map("`%s`"::formatted).orElse("");
        return "| `%s` | %s | %s |"
                .formatted(setting.name(), fallback, setting.meaning().replace("|", "\\|"));
    }
}
