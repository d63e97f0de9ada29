package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.Target;
import java.security.PrivateKey;
import java.util.Objects;

/**
 * By what sessions are opened.
 *
 * @param parallelTables how many at a time
 */
public record SnowflakeLogin(Target.Snowflake target, PrivateKey key, int parallelTables) {

    public SnowflakeLogin {
        Objects.requireNonNull(target);
        Objects.requireNonNull(key);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "SnowflakeLogin[" + target + "]";
    }
}
