package dev.sluice.identity.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.testing.Calls;
import dev.sluice.identity.testing.FakeDefinitions;
import dev.sluice.identity.testing.FeedReader;
import dev.sluice.identity.testing.IdentityClient;
import dev.sluice.identity.testing.OpenWriter;
import dev.sluice.identity.testing.Refusal;
import dev.sluice.testing.EmbeddedPostgresResource;
import io.grpc.Status;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A reader that resumes from its cursor misses nothing, whoever writes meanwhile. */
@QuarkusTest
@WithTestResource(EmbeddedPostgresResource.class)
@WithTestResource(FakeDefinitions.class)
class ConcurrentWritersTest {

    private static final int WRITERS = 6;
    private static final int CALLS = 25;

    @Inject
    IdentityClient client;

    @Inject
    DataSource dataSource;

    private final String environment = UUID.randomUUID().toString();

    @Test
    void nothingOfAWriterThatHoldsItsTransactionOpenIsMissed() throws Exception {
        client.apply(environment, Calls.identify(1, "first", "a", "ada"));
        var reader = new FeedReader(client, environment, 2);
        assertEquals(2, reader.readOn().size());

        try (var writers = Executors.newVirtualThreadPerTaskExecutor();
                var open = new OpenWriter(dataSource, environment)) {
            open.addUser(12_345);
            var waiting = writers.submit(() -> client.apply(environment, Calls.identify(2, "second", "b", "bob")));
            open.awaitAnotherWriter();
            assertEquals(0, reader.readOn().size(), "nothing of either is committed");
            assertFalse(waiting.isDone());

            open.commit();
            waiting.get(10, TimeUnit.SECONDS);
        }
        assertEquals(3, reader.readOn().size());
        assertEquals(FeedReader.everything(client, environment), reader.world());
    }

    @Test
    void nothingOfManyWritersAtOnceIsMissed() {
        var reader = new FeedReader(client, environment, 7);
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.submit(() -> writeMany(number));
            }
            writers.shutdown();
            while (!writers.isTerminated()) {
                reader.readOn();
            }
        }
        reader.readOn();
        assertEquals(WRITERS * CALLS, reader.world().migrations().size());
        assertEquals(FeedReader.everything(client, environment), reader.world());
    }

    @Test
    void aWriterThatIsCutOffIsToldToTryAgain() throws Exception {
        client.apply(environment, Calls.identify(1, "first", "a", "ada"));
        try (var writers = Executors.newVirtualThreadPerTaskExecutor();
                var open = new OpenWriter(dataSource, environment)) {
            open.addUser(12_345);
            var waiting = writers.submit(
                    () -> Refusal.of(() -> client.apply(environment, Calls.identify(2, "second", "b", "bob"))));
            open.awaitAnotherWriter();
            open.cutOffTheOther();
            assertEquals(
                    new Refusal(Status.Code.UNAVAILABLE, ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE, ""),
                    waiting.get(10, TimeUnit.SECONDS));
        }
        client.apply(environment, Calls.identify(2, "second", "b", "bob"));
        assertEquals(2, FeedReader.everything(client, environment).migrations().size());
    }

    private void writeMany(int writer) {
        for (int i = 0; i < CALLS; i++) {
            var callId = writer + " " + i;
            client.apply(environment, Calls.identify(i, callId, "visitor " + callId, "identity " + i));
        }
    }
}
