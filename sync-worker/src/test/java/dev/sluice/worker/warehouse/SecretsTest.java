package dev.sluice.worker.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path directory;

    private final Map<String, String> variables = new HashMap<>();

    private String read(String name) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(variables, "variables", 300))
                .build();
        return new Secrets(() -> directory, config).read(name);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }

    @Test
    void noNameIsNoSecret() {
        assertEquals("", read(""));
    }

    @Test
    void variableIsNamedInUpperCaseWithUnderscores() {
        variables.put("SLUICE_SECRET_SHOP_2_PASSWORD", "from a variable");
        assertEquals("from a variable", read("shop-2_password"));
    }

    @Test
    void variableTakesPrecedence() throws IOException {
        variables.put("SLUICE_SECRET_SHOP", "from a variable");
        write("shop", "from a file");
        assertEquals("from a variable", read("shop"));
    }

    @Test
    void valueIsTakenAsItIs() {
        for (var value : List.of("a,b", "a\\b", "${a}", "$a", " a")) {
            variables.put("SLUICE_SECRET_SHOP", value);
            assertEquals(value, read("shop"));
        }
    }

    @Test
    void fileIsReadWithoutTheNewlineAtItsEnd() throws IOException {
        for (var end : List.of("", "\n", "\r\n")) {
            write("shop-password", " two words" + end);
            assertEquals(" two words", read("shop-password"));
        }
    }

    @Test
    void rotatedSecretIsUsed() throws IOException {
        write("shop", "old");
        assertEquals("old", read("shop"));
        write("shop", "new");
        assertEquals("new", read("shop"));
    }

    @Test
    void absentSecretIsToldWithThePlacesWhereItIsLookedFor() {
        var refusal = assertThrows(WarehouseFailure.Unusable.class, () -> read("shop-password"));
        assertEquals(
                "the worker has no secret shop-password: neither the variable SLUICE_SECRET_SHOP_PASSWORD nor a file of that"
                        + " name; give it one",
                refusal.getMessage());
    }

    @Test
    void namesCannotLeaveTheDirectory() {
        for (var name : List.of("../shop", "/etc/passwd", "Shop", "a.b", "-a", "a b", "a\n", "a".repeat(64))) {
            var refusal = assertThrows(WarehouseFailure.Unusable.class, () -> read(name));
            assertTrue(refusal.getMessage().contains("made of a-z 0-9 _ -"), refusal::getMessage);
        }
    }

    @Test
    void longestNameIsTaken() throws IOException {
        write("a".repeat(63), "long");
        assertEquals("long", read("a".repeat(63)));
    }

    @Test
    void directoryIsNoSecret() throws IOException {
        Files.createDirectory(directory.resolve("shop"));
        assertThrows(WarehouseFailure.Unusable.class, () -> read("shop"));
    }
}
