package dev.sluice.access;

import dev.sluice.operations.v1.Finding;
import dev.sluice.operations.v1.FindingCode;
import dev.sluice.readiness.UnsafeSettings;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tokens that protect nothing: those that are not there, and those that everybody can read. */
@Singleton
class UnsafeAccess implements UnsafeSettings {

    /** The hashes of what {@code k8s/overlays/local} gives out. */
    static final Set<String> PUBLISHED = Stream.of("definitions", "identity", "capture", "sync", "operator")
            .map(name -> HexFormat.of().formatHex(Tokens.hash("local-" + name)))
            .collect(Collectors.toUnmodifiableSet());

    private final AccessConfig config;
    private final ProviderTokens providerTokens;

    UnsafeAccess(AccessConfig config, ProviderTokens providerTokens) {
        this.config = config;
        this.providerTokens = providerTokens;
    }

    @Override
    public List<Finding> findings() {
        if (config.tokens().isEmpty() && !providerTokens.areTaken()) {
            return List.of(UnsafeSettings.finding(
                    FindingCode.FINDING_CODE_NO_TOKENS,
                    "sluice.access.tokens",
                    "whoever reaches the service may make every call",
                    "set a hash and a role for each caller"));
        }
        return config.tokens().entrySet().stream()
                .filter(token -> PUBLISHED.contains(token.getValue().hash().toLowerCase(Locale.ROOT)))
                .map(token -> UnsafeSettings.finding(
                        FindingCode.FINDING_CODE_DEFAULT_TOKEN,
                        "sluice.access.tokens." + token.getKey() + ".hash",
                        "the token is one that everybody can read in Sluice's own examples",
                        "make a random one, and set its hash"))
                .toList();
    }
}
