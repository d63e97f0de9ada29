package dev.sluice.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.testing.Migrations;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods of the version before go on beside a schema that a newer one has changed. */
class MigrationsTest {

    /** The newest that there was when this rule came; what is older was never beside anything. */
    private static final int BASELINE = 7;

    @Test
    void whatTheVersionBeforeUsesIsNotTakenAway() throws IOException, SQLException {
        assertEquals(List.of(), Migrations.ofModule().refused(BASELINE));
    }

    @Test
    void whatOlderOnesTookAwayIsSeen() throws IOException, SQLException {
        assertEquals(
                List.of(
                        "V5: environment.write_key_hash is gone",
                        "V5: environment has no UNIQUE (write_key_hash) any more"),
                Migrations.ofModule().refused(4));
    }
}
