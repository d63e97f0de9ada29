package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.console.Silent;
import dev.sluice.local.harness.Replica;
import dev.sluice.local.harness.Stack;
import dev.sluice.local.sync.Runs;
import dev.sluice.sync.v1.StartRunRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A worker that only captures is stopped while calls come in, as when a deployment rolls. */
final class RollingStopIT {

    private static final int SENDERS = 4;
    private static final int ENOUGH = 200;

    private final EnvironmentAccess access = Stack.get().newEnvironment();
    private final Replica worker = Replica.with(
            List.of("-Dsluice.worker.role=capture", "-Dquarkus.shutdown.delay=1s", "-Dquarkus.shutdown.timeout=20s"));
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void noAcknowledgedEventIsLost() throws InterruptedException {
        assertEquals(Status.Code.UNIMPLEMENTED, startRun().getStatus().getCode());
        try (var senders = Executors.newVirtualThreadPerTaskExecutor();
                var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> sendUntilRefused(http));
            }
            while (acknowledged.size() < ENOUGH) {
                Thread.sleep(20);
            }
            worker.stop();
            senders.shutdown();
            assertTrue(senders.awaitTermination(1, TimeUnit.MINUTES));
        }
        new Runs(Stack.get().client(), access).sync(Silent.output());
        var lost = new TreeSet<>(acknowledged);
        lost.removeAll(captured());
        assertEquals(Set.of(), lost, () -> "of " + acknowledged.size());
    }

    private StatusRuntimeException startRun() {
        var request = StartRunRequest.newBuilder()
                .setEnvironment(access.environment())
                .setWarehouse(access.warehouse())
                .build();
        return assertThrows(
                StatusRuntimeException.class, () -> worker.client().sync().startRun(request));
    }

    private void sendUntilRefused(HttpClient http) {
        try {
            for (var title = next(); send(http, title) == 200; title = next()) {
                acknowledged.add(title);
            }
        } catch (IOException stopped) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String next() {
        return "page " + sent.incrementAndGet();
    }

    private int send(HttpClient http, String title) throws IOException, InterruptedException {
        var call = """
                {"type": "page", "anonymousId": "1", "messageId": "%1$s", "writeKey": "%2$s",
                 "properties": {"title": "%1$s", "url": "https://shop.example/"}}""".formatted(title, access.writeKey());
        var request = HttpRequest.newBuilder(worker.url("/v1/page"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(call))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private Set<String> captured() {
        try (var file = Stack.get().open(access)) {
            return file.query("SELECT title FROM pageviews", rows -> {
                var titles = new TreeSet<String>();
                while (rows.next()) {
                    titles.add(rows.getString(1));
                }
                return titles;
            });
        }
    }
}
