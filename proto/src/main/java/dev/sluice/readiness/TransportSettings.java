package dev.sluice.readiness;

import dev.sluice.operations.v1.Finding;
import dev.sluice.operations.v1.FindingCode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** How calls by gRPC travel, those that are answered and those that are made. */
@Singleton
class TransportSettings implements UnsafeSettings {

    private static final String SERVER = "quarkus.grpc.server.";
    private static final Pattern CLIENT = Pattern.compile("quarkus\\.grpc\\.clients\\.(\\w+)\\.host");

    private final Config config;

    TransportSettings(Config config) {
        this.config = config;
    }

    @Override
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        if (!isSet(SERVER + "ssl.certificate") && !isSet(SERVER + "ssl.key-store")) {
            findings.add(UnsafeSettings.finding(
                    FindingCode.FINDING_CODE_NO_TLS,
                    SERVER + "ssl.certificate",
                    "gRPC is served in plain text, so tokens can be read on the way",
                    "give the server a certificate and a key"));
        }
        plainClients().map(TransportSettings::plain).forEach(findings::add);
        if (config.getOptionalValue(SERVER + "enable-reflection-service", Boolean.class)
                .orElse(false)) {
            findings.add(UnsafeSettings.finding(
                    FindingCode.FINDING_CODE_REFLECTION_ON,
                    SERVER + "enable-reflection-service",
                    "the service describes its calls to whoever may look at anything",
                    "set it to false; clients have the contracts"));
        }
        return findings;
    }

    private Stream<String> plainClients() {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .map(CLIENT::matcher)
                .filter(matcher -> matcher.matches())
                .map(MatchResult.class::cast)
                .map(client -> client.group(1))
                .distinct()
                .sorted()
                .filter(client -> !isSet("quarkus.grpc.clients." + client + ".ssl.trust-store"));
    }

    private static Finding plain(String client) {
        return UnsafeSettings.finding(
                FindingCode.FINDING_CODE_CALLS_WITHOUT_TLS,
                "quarkus.grpc.clients." + client + ".ssl.trust-store",
                "the service called " + client + " is called in plain text, this service's token included",
                "name the certificate of the authority that signed that service's");
    }

    private boolean isSet(String setting) {
        return config.getOptionalValue(setting, String.class).isPresent();
    }
}
