package dev.sluice.identity.property;

import dev.sluice.identity.hash.Sha256;
import java.util.UUID;

/** Stands for a property key in an index, where a key of 1,024 characters is too long to stand itself. */
final class PropertyKeys {

    private PropertyKeys() {}

    static UUID hash(String key) {
        var bytes = Sha256.of(key);
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
