package dev.sluice.worker.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.WarehouseCheck.Failed;
import dev.sluice.worker.warehouse.WarehouseCheck.NotChecked;
import dev.sluice.worker.warehouse.WarehouseCheck.Passed;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseChecksTest {

    private static final Layout LAYOUT = Layout.of("shop_test");
    private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/shop";

    @TempDir
    Path directory;

    @Test
    void withoutItsSecretAServerIsNotAsked() {
        var report = check(new Target.Postgres(NOWHERE, "sluice", "not-there"));
        var failed = assertInstanceOf(Failed.class, report.checks().getFirst());
        assertEquals(
                "the worker has no secret not-there: neither the variable SLUICE_SECRET_NOT_THERE nor a file of that"
                        + " name",
                failed.found());
        assertEquals("give it one", failed.remedy());
        assertTrue(report.checks().stream().skip(1).allMatch(NotChecked.class::isInstance));
        assertFalse(report.usable());
    }

    @Test
    void secretIsNamedAndNotTold() {
        var report = check(new Target.Postgres(NOWHERE, "sluice", "shop"));
        assertEquals(
                new Passed("secret", "the worker has the secret shop"),
                report.checks().getFirst());
        assertFalse(report.toString().contains("hunter2"), report::toString);
    }

    @Test
    void secretThatIsNoKeyIsNotTriedOnSnowflake() {
        var report = check(new Target.Snowflake("none", "sluice", "r", "w", "d", "shop", Optional.of("127.0.0.1:1")));
        var failed = assertInstanceOf(Failed.class, report.checks().getFirst());
        assertEquals("secret", failed.name());
        assertEquals("the secret with the private key for Snowflake is no private key", failed.found());
        assertTrue(report.checks().stream().skip(1).allMatch(NotChecked.class::isInstance));
    }

    @Test
    void fileNeedsNoSecret() {
        assertTrue(check(new Target.DuckDb(directory.resolve("x.duckdb"), Optional.empty()))
                .usable());
    }

    private WarehouseReport check(Target target) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("SLUICE_SECRET_SHOP", "hunter2"), "variables", 300))
                .build();
        return new WarehouseChecks(new Secrets(() -> directory, config)).check(target, LAYOUT);
    }
}
