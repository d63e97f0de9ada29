package dev.sluice.local.law;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one batch after the other: some orders of a visitor, and the call that says who that is. What is not acknowledged
 * is sent again until it is, unless the client gives up at once.
 */
final class PersistentClient implements Runnable {

    static final int ORDERS = 3;

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(40);

    private final HttpClient http;
    private final URI address;
    private final String authorization;
    private final int number;
    private final boolean givesUp;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> wrongAnswers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unavailable = new AtomicInteger();
    private volatile boolean stopped;
    private volatile int sent;

    PersistentClient(HttpClient http, URI address, String writeKey, int number, boolean givesUp) {
        this.http = http;
        this.address = address;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes());
        this.number = number;
        this.givesUp = givesUp;
    }

    @Override
    public void run() {
        for (; !stopped; sent++) {
            var batch = number + "-" + sent;
            boolean done = isAcknowledged(batch);
            while (!done && !givesUp && !stopped) {
                LockSupport.parkNanos(PAUSE.toNanos());
                done = isAcknowledged(batch);
            }
            if (done) {
                acknowledged.add(batch);
            }
        }
    }

    void stop() {
        stopped = true;
    }

    /** Batches of which a client knows that they are kept. */
    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Answers that no client can make sense of. */
    Set<String> wrongAnswers() {
        return wrongAnswers;
    }

    /** How often it was told to come again. */
    int unavailable() {
        return unavailable.get();
    }

    private boolean isAcknowledged(String batch) {
        var request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body(batch)))
                .build();
        try {
            return isAcknowledged(http.send(request, BodyHandlers.ofString()));
        } catch (IOException away) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            return false;
        }
    }

    private boolean isAcknowledged(HttpResponse<String> answer) {
        boolean comesAgain = answer.statusCode() == UNAVAILABLE
                && answer.headers().firstValue("Retry-After").isPresent();
        if (comesAgain) {
            unavailable.incrementAndGet();
        } else if (answer.statusCode() != OK || !answer.body().contains("\"refused\":[]")) {
            wrongAnswers.add(answer.statusCode() + " " + answer.body());
        }
        return answer.statusCode() == OK;
    }

    private static String body(String batch) {
        var body = new StringBuilder("{\"batch\": [");
        for (int order = 0; order < ORDERS; order++) {
            body.append("""
                    {"type": "track", "anonymousId": "device-%1$s", "event": "Order", "messageId": "%1$s-%2$d",
                     "properties": {"mark": "%1$s-%2$d"}},
                    """.formatted(batch, order));
        }
        return body.append("""
                {"type": "identify", "anonymousId": "device-%1$s", "userId": "person-%1$s", "messageId": "%1$s-who",
                 "traits": {"batch": "%1$s"}}]}
                """.formatted(batch)).toString();
    }
}
