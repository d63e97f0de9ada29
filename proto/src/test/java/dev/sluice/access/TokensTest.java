package dev.sluice.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.operations.v1.Finding;
import dev.sluice.operations.v1.FindingCode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokensTest {

    /** {@code printf %s secret | sha256sum} */
    private static final String HASH = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

    private static final ProviderTokens NO_PROVIDER = ProviderTokensTest.tokens(Map.of());

    @Test
    void tokensComeFromVariablesAndAreKnownByTheirHashes() {
        var tokens = new Tokens(
                config(Map.of("SLUICE_ACCESS_TOKENS_ANN_HASH", HASH, "SLUICE_ACCESS_TOKENS_ANN_ROLE", "editor")));
        assertEquals(Optional.of(new Caller("ann", Role.EDITOR)), tokens.bearer("secret"));
        for (var other : new String[] {"", "Secret", "secret ", HASH}) {
            assertEquals(Optional.empty(), tokens.bearer(other));
        }
    }

    @Test
    void aHashThatIsNoneIsNotTakenAndNotShown() {
        var config =
                config(Map.of("SLUICE_ACCESS_TOKENS_ANN_HASH", "secret", "SLUICE_ACCESS_TOKENS_ANN_ROLE", "reader"));
        var refusal = assertThrows(IllegalStateException.class, () -> new Tokens(config));
        assertTrue(refusal.getMessage().startsWith("sluice.access.tokens.ann.hash must be"), refusal::getMessage);
        assertFalse(refusal.getMessage().contains("secret"));
    }

    @Test
    void withoutTokensAServiceMustStayOnThisMachineOrBeToldThatItIsOpen() {
        assertTrue(exposure(Map.of(), "127.0.0.1").isOpen());
        assertTrue(exposure(Map.of(), "localhost").isOpen());
        var exposed = exposure(Map.of(), "0.0.0.0");
        assertFalse(exposed.isOpen());
        assertThrows(IllegalStateException.class, () -> exposed.check(null));
        assertTrue(exposure(Map.of("SLUICE_ACCESS_OPEN", "true"), "0.0.0.0").isOpen());
    }

    @Test
    void withTokensItIsOpenToNobodyElse() {
        var guarded = exposure(
                Map.of(
                        "SLUICE_ACCESS_TOKENS_ANN_HASH", HASH,
                        "SLUICE_ACCESS_TOKENS_ANN_ROLE", "reader",
                        "SLUICE_ACCESS_OPEN", "true"),
                "127.0.0.1");
        assertFalse(guarded.isOpen());
        guarded.check(null);
    }

    @Test
    void tokensThatAreNotThereAndThoseOfTheExampleAreUnsafe() throws IOException {
        assertEquals(FindingCode.FINDING_CODE_NO_TOKENS, onlyFinding(Map.of()).getCode());
        var example = Files.readString(Path.of("../k8s/overlays/local/access.yaml"));
        var hashes = Pattern.compile("(SLUICE_ACCESS_TOKENS_(\\w+)_)HASH: (\\w+)")
                .matcher(example)
                .results()
                .toList();
        assertEquals(5, hashes.size());
        for (var hash : hashes) {
            var finding = onlyFinding(Map.of(hash.group(1) + "HASH", hash.group(3), hash.group(1) + "ROLE", "reader"));
            assertEquals(FindingCode.FINDING_CODE_DEFAULT_TOKEN, finding.getCode());
            assertEquals(
                    "sluice.access.tokens." + hash.group(2).toLowerCase(Locale.ROOT) + ".hash", finding.getSetting());
        }
        var own = Map.of("SLUICE_ACCESS_TOKENS_ANN_HASH", HASH, "SLUICE_ACCESS_TOKENS_ANN_ROLE", "reader");
        assertEquals(List.of(), new UnsafeAccess(config(own), NO_PROVIDER).findings());
    }

    private static Finding onlyFinding(Map<String, String> variables) {
        var findings = new UnsafeAccess(config(variables), NO_PROVIDER).findings();
        assertEquals(1, findings.size());
        return findings.getFirst();
    }

    private static Exposure exposure(Map<String, String> variables, String host) {
        var config = config(variables);
        return new Exposure(new Tokens(config), NO_PROVIDER, config, host);
    }

    private static AccessConfig config(Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(variables, 300))
                .withMapping(AccessConfig.class)
                .build()
                .getConfigMapping(AccessConfig.class);
    }
}
