package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service whether it is ready to serve. */
final class Readiness {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();

    private Readiness() {}

    static boolean of(Address address) {
        var question = HttpRequest.newBuilder(address.managementUrl("/q/health/ready"))
                .timeout(ANSWER)
                .build();
        try {
            return HTTP.send(question, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
