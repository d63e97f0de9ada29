package dev.sluice.worker.capture;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sends one large batch after the other, each again and again until it is acknowledged, and looks at the answers. Rests
 * while somebody else has the traffic for themselves.
 */
final class BatchClient implements Runnable {

    private static final int EVENTS = 20;
    private static final String LONG = "x".repeat(2_000);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Lock traffic;
    private final HttpClient http;
    private final URI address;
    private final String writeKey;
    private final int number;
    private final List<String> wrongAnswers = new ArrayList<>();
    private volatile int acknowledged;
    private volatile int unavailable;
    private volatile boolean stopped;

    /** @param traffic shared with the other clients */
    BatchClient(Lock traffic, HttpClient http, int port, String writeKey, int number) {
        this.traffic = traffic;
        this.http = http;
        this.address = URI.create("http://127.0.0.1:%d/v1/batch".formatted(port));
        this.writeKey = writeKey;
        this.number = number;
    }

    @Override
    public void run() {
        while (!stopped) {
            if (!send(body(acknowledged))) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    void stop() {
        stopped = true;
    }

    /** How many batches are, the first ones. */
    int acknowledged() {
        return acknowledged;
    }

    /** How often it was told to come again. */
    int unavailable() {
        return unavailable;
    }

    /** Answers that are neither; there is one at most for each run. */
    synchronized List<String> wrongAnswers() {
        return List.copyOf(wrongAnswers);
    }

    /** Of the events of a batch. */
    List<String> names(int batch) {
        return IntStream.range(0, EVENTS)
                .mapToObj(event -> "%d-%d-%d".formatted(number, batch, event))
                .toList();
    }

    private boolean send(String body) {
        var request = HttpRequest.newBuilder(address)
                .POST(BodyPublishers.ofString(body))
                .build();
        traffic.lock();
        try {
            return isAcknowledged(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            wrong(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        } finally {
            traffic.unlock();
        }
        return false;
    }

    private boolean isAcknowledged(HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            acknowledged++;
            return true;
        }
        if (answer.statusCode() == 503
                && answer.headers().firstValue("Retry-After").isPresent()) {
            unavailable++;
        } else {
            wrong(answer.statusCode() + " " + answer.body());
        }
        return false;
    }

    private synchronized void wrong(String answer) {
        wrongAnswers.add(answer);
        stop();
    }

    private String body(int batch) {
        return names(batch).stream()
                .map(name -> """
                        {"type": "track", "anonymousId": "a", "event": "%1$s", "messageId": "%1$s",
                         "properties": {"text": "%2$s"}}""".formatted(name, LONG))
                .collect(Collectors.joining(",", "{\"writeKey\": \"%s\", \"batch\": [".formatted(writeKey), "]}"));
    }
}
