package dev.sluice.worker.warehouse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Finds the secrets that warehouses name: in the environment variable {@code SLUICE_SECRET_<NAME>} (upper case, {@code _}
 * for {@code -}), or in the file of that name in a directory that is mounted. Read each time, so that a secret that was
 * rotated is the one that is used.
 */
@ApplicationScoped
public class Secrets {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final Directory directory;
    private final Config config;

    Secrets(Directory directory, Config config) {
        this.directory = directory;
        this.config = config;
    }

    /** Where mounted secrets are. */
    @ConfigMapping(prefix = "sluice.secrets")
    interface Directory {

        /** A file for each secret, named as the secret is. */
        @WithDefault("/var/run/secrets/sluice")
        Path directory();
    }

    /**
     * @param name empty for no secret
     * @throws WarehouseFailure.Unusable where there is none of the name
     */
    public String read(String name) {
        if (name.isEmpty()) {
            return "";
        }
        if (!NAME.matcher(name).matches()) {
            throw new WarehouseFailure.Unusable("a secret's name is made of a-z 0-9 _ -, at most 63 of them", null);
        }
        return variable(name)
                .or(() -> file(name))
                .orElseThrow(() -> new WarehouseFailure.Unusable(
                        "the worker has no secret %s: neither the variable %s nor a file of that name; give it one"
                                .formatted(name, variableOf(name)),
                        null));
    }

    private Optional<String> variable(String name) {
        return config.getOptionalValue(variableOf(name), String.class);
    }

    private static String variableOf(String name) {
        return "SLUICE_SECRET_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What a file ends with is the editor's, not the secret's. */
    private Optional<String> file(String name) {
        try {
            var file = directory.directory().resolve(name);
            return Files.isReadable(file) ? Optional.of(Files.readString(file).stripTrailing()) : Optional.empty();
        } catch (IOException e) {
            throw new WarehouseFailure.Unusable("the secret %s cannot be read".formatted(name), e);
        }
    }
}
