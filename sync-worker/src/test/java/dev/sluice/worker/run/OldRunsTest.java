package dev.sluice.worker.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.fakes.FakeServices;
import dev.sluice.worker.run.RunRecord.Kind;
import dev.sluice.worker.warehouse.Meter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs of long ago are forgotten, but for what others go by. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class OldRunsTest {

    private final String environment = UUID.randomUUID().toString();

    @Inject
    OldRuns old;

    @Inject
    RunStore store;

    @Inject
    DataSource database;

    private UUID run(Kind kind, int daysAgo, boolean ended) throws SQLException {
        var run = NewRun.of(kind, RunOrigin.SCHEDULE, environment, "local");
        store.begin(run);
        if (ended) {
            store.end(run.id(), new Outcome.UpToDate(1), Optional.empty(), new Meter().cost());
        }
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "UPDATE run SET started_at = started_at - ? * interval '1 day', ended_at = ended_at - ? * interval '1 day' WHERE id = ?")) {
            statement.setInt(1, daysAgo);
            statement.setInt(2, daysAgo);
            statement.setObject(3, run.id());
            statement.executeUpdate();
        }
        return run.id();
    }

    @Test
    void lastOfEachKindAndWhatIsNotOldIsKept() throws SQLException {
        run(Kind.SYNC, 200, true);
        var last = run(Kind.SYNC, 100, true);
        var recent = run(Kind.VERIFY, 89, true);
        var later = run(Kind.VERIFY, 1, true);
        var running = run(Kind.FILL, 300, false);
        old.sweep();
        assertEquals(
                List.of(later, recent, last, running),
                store.list(environment, "", 10).stream().map(run -> run.id).toList());
    }
}
