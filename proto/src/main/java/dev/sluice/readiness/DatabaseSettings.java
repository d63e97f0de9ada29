package dev.sluice.readiness;

import dev.sluice.operations.v1.Finding;
import dev.sluice.operations.v1.FindingCode;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where a service's own database is, and how it is reached. */
@Singleton
class DatabaseSettings implements UnsafeSettings {

    private static final String SETTING = "quarkus.datasource.jdbc.url";
    private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://([^/?]*).*");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final Pattern ENCRYPTED = Pattern.compile(".*[?&]sslmode=(require|verify-ca|verify-full)(&.*)?");

    private final String url;

    DatabaseSettings(@ConfigProperty(name = SETTING) String url) {
        this.url = url;
    }

    @Override
    public List<Finding> findings() {
        if (isHere()) {
            return List.of(UnsafeSettings.finding(
                    FindingCode.FINDING_CODE_DATABASE_ON_LOOPBACK,
                    SETTING,
                    "the database is on this machine, and is lost with it",
                    "name a PostgreSQL that is backed up and outlives the service"));
        }
        if (!ENCRYPTED.matcher(url).matches()) {
            return List.of(UnsafeSettings.finding(
                    FindingCode.FINDING_CODE_DATABASE_WITHOUT_TLS,
                    SETTING,
                    "what the database is sent can be read and changed on the way",
                    "add sslmode=verify-full and sslrootcert to its parameters"));
        }
        return List.of();
    }

    /** A URL that names no host is of this machine. */
    private boolean isHere() {
        var hosts = HOSTS.matcher(url);
        return !hosts.matches()
                || hosts.group(1).isEmpty()
                || Arrays.stream(hosts.group(1).split(","))
                        .map(host -> PORT.matcher(host).replaceFirst(""))
                        .anyMatch(Loopback::is);
    }
}
