package dev.sluice.worker.bench.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Batches of calls over a number of connections, each of which waits for an answer before it sends again. */
final class Load {

    /** Significant digits of waiting times. */
    static final int DIGITS = 3;

    private static final double NANOS = 1e9;

    private final URI address;
    private final SyntheticBatches batches = new SyntheticBatches();
    private final String authorization = "Basic "
            + Base64.getEncoder().encodeToString((OtherServices.WRITE_KEY + ":").getBytes(StandardCharsets.US_ASCII));

    Load(int port) {
        address = URI.create("http://127.0.0.1:%d/v1/batch".formatted(port));
    }

    /** @return acknowledged events a second */
    double asFastAsAnswered(int count, int connections) {
        var left = new AtomicLong(count);
        var bodies = IntStream.range(0, count).mapToObj(_ -> batches.next()).toList();
        long start = System.nanoTime();
        together(connections, client -> {
            for (long at = left.decrementAndGet(); at >= 0; at = left.decrementAndGet()) {
                send(client, bodies.get((int) at));
            }
        });
        return count * SyntheticBatches.SIZE * NANOS / (System.nanoTime() - start);
    }

    /**
     * Batches are due at fixed times, whether or not earlier ones are answered, and waiting begins when one is due: a
     * server that stalls is not spared those that would have come meanwhile.
     *
     * @param rate events a second
     * @return how long batches waited, in microseconds
     */
    Histogram at(double rate, int connections, Duration time) {
        double pause = SyntheticBatches.SIZE * NANOS / rate;
        long count = (long) (time.toNanos() / pause);
        var next = new AtomicLong();
        var waited = new org.HdrHistogram.ConcurrentHistogram(DIGITS);
        long start = System.nanoTime();
        together(connections, client -> {
            for (long at = next.getAndIncrement(); at < count; at = next.getAndIncrement()) {
                var body = batches.next();
                long due = start + (long) (at * pause);
                awaitNanoTime(due);
                send(client, body);
                waited.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            }
        });
        return waited;
    }

    private static void awaitNanoTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private interface Sending {
        void through(HttpClient client);
    }

    /** A client for each, as one shares its connections among all. */
    private static void together(int connections, Sending sending) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, connections)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        try (var client = HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .build()) {
                            sending.through(client);
                        }
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(HttpClient client, String body) {
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
