package dev.sluice.local.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.local.console.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Posts batches to the Segment-spec front. What the server could not take for now is sent again after a while: every
 * call has a message id, so a batch that was taken although its answer was lost adds nothing.
 */
final class BatchSender {

    private static final int ATTEMPTS = 6;
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final URI url;
    private final String authorization;

    BatchSender(URI url, String writeKey) {
        this.url = url;
        var credentials = (writeKey + ":").getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    BatchAnswer send(Batch batch) throws InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .timeout(ANSWER)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(batch.body()))
                .build();
        for (int attempt = 1; ; attempt++) {
            switch (attempt(request)) {
                case Attempt.Answered(var response) -> {
                    return read(response);
                }
                case Attempt.Later(var pause, var reason) -> pause(attempt, pause, reason);
            }
        }
    }

    private void pause(int attempt, Duration pause, String reason) throws InterruptedException {
        if (attempt == ATTEMPTS) {
            throw new CommandFailure("%s does not take calls: %s".formatted(url, reason));
        }
        Thread.sleep(pause.multipliedBy(attempt));
    }

    private Attempt attempt(HttpRequest request) throws InterruptedException {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == TOO_MANY_REQUESTS || response.statusCode() >= SERVER_ERROR
                    ? new Attempt.Later(pauseAsked(response), "HTTP " + response.statusCode())
                    : new Attempt.Answered(response);
        } catch (IOException e) {
            return new Attempt.Later(FIRST_PAUSE, String.valueOf(e.getMessage()));
        }
    }

    private static Duration pauseAsked(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,3}"))
                .map(value -> Duration.ofSeconds(Integer.parseInt(value)))
                .orElse(FIRST_PAUSE);
    }

    private BatchAnswer read(HttpResponse<String> response) {
        return switch (response.statusCode()) {
            case OK, BAD_REQUEST -> parse(response.body());
            case UNAUTHORIZED -> throw new CommandFailure("no environment has this write key");
            default -> throw unexpected(response.statusCode());
        };
    }

    private BatchAnswer parse(String body) {
        try {
            return JSON.readValue(body, BatchAnswer.class);
        } catch (JsonProcessingException e) {
            throw new CommandFailure("%s answers what is no answer to a batch".formatted(url), e);
        }
    }

    private CommandFailure unexpected(int status) {
        return new CommandFailure("%s answers HTTP %d".formatted(url, status));
    }
}
