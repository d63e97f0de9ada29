package dev.sluice.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.testing.Migrations;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods of the version before go on beside a schema that a newer one has changed. */
class MigrationsTest {

    /** The newest that there was when this rule came; what is older was never beside anything. */
    private static final int BASELINE = 12;

    @Test
    void whatTheVersionBeforeUsesIsNotTakenAway() throws IOException, SQLException {
        assertEquals(List.of(), Migrations.ofModule().refused(BASELINE));
    }
}
