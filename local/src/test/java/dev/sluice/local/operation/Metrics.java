package dev.sluice.local.operation;

import dev.sluice.local.client.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What services expose to Prometheus: the names of series, and of each the labels that it has. */
record Metrics(Map<String, TreeSet<String>> labels) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    static Metrics of(Iterable<Address> services) {
        var labels = new LinkedHashMap<String, TreeSet<String>>();
        for (var service : services) {
            SAMPLE.matcher(scrape(service)).results().forEach(sample -> {
                var known = labels.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
                if (sample.group(2) != null) {
                    LABEL.matcher(sample.group(2)).results().forEach(label -> known.add(label.group(1)));
                }
            });
        }
        return new Metrics(labels);
    }

    static String scrape(Address service) {
        // As Prometheus asks; an upgrade to HTTP/2 is not answered well where the answer is long.
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(service.managementUrl("/q/metrics"))
                    .header("Accept", "text/plain")
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
