package dev.sluice.worker.bench.capture;

import java.io.IOException;
import java.net.URI;
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
import org.apache.http.HttpStatus;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.BasicHttpClientConnectionManager;
import org.apache.http.util.EntityUtils;

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
        var bodies = IntStream.range(0, count).mapToObj(_ -> nextBody()).toList();
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
                var body = nextBody();
                long due = start + (long) (at * pause);
                awaitNanoTime(due);
                send(client, body);
                waited.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
            }
        });
        return waited;
    }

    private byte[] nextBody() {
        return batches.next().getBytes(StandardCharsets.UTF_8);
    }

    private static void awaitNanoTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private interface Sending {
        void through(CloseableHttpClient client) throws IOException;
    }

    /** A client with one connection for each, which blocks: that takes the least of the processors they share with the worker. */
    private static void together(int connections, Sending sending) {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var running = IntStream.range(0, connections)
                    .<Future<?>>mapToObj(_ -> threads.submit(() -> {
                        try (var client = HttpClients.createMinimal(new BasicHttpClientConnectionManager())) {
                            sending.through(client);
                        }
                        return null;
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(CloseableHttpClient client, byte[] body) throws IOException {
        var request = new HttpPost(address);
        request.setHeader("Authorization", authorization);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        try (var answer = client.execute(request)) {
            var said = EntityUtils.toString(answer.getEntity());
            int status = answer.getStatusLine().getStatusCode();
            if (status != HttpStatus.SC_OK) {
                throw new IllegalStateException(status + " " + said);
            }
        }
    }
}
