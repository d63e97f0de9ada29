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

    /**
     * The version before names no key as it takes message ids, and takes another event id where one is taken: which key
     * says so is the same to it.
     */
    private static final List<String> REVIEWED = List.of(
            "V14: captured_message has no PRIMARY KEY (environment, event_id) any more",
            "V14: captured_message has a new PRIMARY KEY (event_id)");

    @Test
    void whatTheVersionBeforeUsesIsNotTakenAway() throws IOException, SQLException {
        assertEquals(REVIEWED, Migrations.ofModule().refused(BASELINE));
    }
}
