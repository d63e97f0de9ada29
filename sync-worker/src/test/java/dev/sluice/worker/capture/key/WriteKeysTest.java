package dev.sluice.worker.capture.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.EnvironmentsServiceGrpc;
import dev.sluice.errors.Failure;
import dev.sluice.worker.fakes.FakeEnvironments;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Write keys work as long as they should, and no longer. */
class WriteKeysTest {

    private static final WriteKeyConfig CONFIG = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withDefaultValue("sluice.capture.write-keys.lookups-per-second", "20")
            .withMapping(WriteKeyConfig.class)
            .build()
            .getConfigMapping(WriteKeyConfig.class);

    private final FakeEnvironments environments = new FakeEnvironments();
    private Server server;
    private ManagedChannel channel;
    private WriteKeys writeKeys;
    private volatile Instant now = Instant.parse("2026-05-01T00:00:00Z");

    @BeforeEach
    void start() throws IOException {
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(environments)
                .build()
                .start();
        channel = Grpc.newChannelBuilderForAddress("127.0.0.1", server.getPort(), InsecureChannelCredentials.create())
                .build();
        var lookup = new WriteKeyLookup(EnvironmentsServiceGrpc.newBlockingStub(channel), () -> now);
        writeKeys = new WriteKeys(lookup, () -> now, CONFIG);
        environments.know("old", "main");
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void aReplacedKeyWorksUntilItsEndEvenWhileDefinitionsAreAway() {
        environments.replace("old", now.plusSeconds(600));
        assertEquals("main", writeKeys.environment("old"));
        environments.away(true);
        pass(Duration.ofSeconds(599));
        assertEquals("main", writeKeys.environment("old"));
        pass(Duration.ofSeconds(1));
        assertThrows(Failure.Unauthenticated.class, () -> writeKeys.environment("old"));
    }

    @Test
    void aKeyThatEndedUnannouncedIsNoticedAfterTwiceTheRefreshTime() {
        assertEquals("main", writeKeys.environment("old"));
        environments.forget("old");
        pass(CONFIG.refreshAfter().multipliedBy(2));
        assertEquals("main", writeKeys.environment("old"));
        pass(Duration.ofMillis(1));
        assertThrows(Failure.Unauthenticated.class, () -> writeKeys.environment("old"));
    }

    @Test
    void madeUpKeysDoNotKeepDefinitionsBusy() {
        assertEquals("main", writeKeys.environment("old"));
        var told = IntStream.range(0, 200)
                .mapToObj(i -> assertThrows(Failure.class, () -> writeKeys.environment("made up " + i)))
                .filter(Failure.Throttled.class::isInstance)
                .count();
        assertTrue(told > 100, () -> told + " were told to come again");
        assertTrue(environments.lookups() < 100, () -> environments.lookups() + " lookups");
        assertEquals("main", writeKeys.environment("old"));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
