package dev.sluice.local.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;

/** Answers batches as capture does: knows repeated ids, refuses calls without a type, and is away when told to. */
final class FakeCapture implements AutoCloseable {

    static final String WRITE_KEY = "a-write-key";
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Set<String> taken = new HashSet<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private final List<Integer> bodySizes = new ArrayList<>();
    private int away;

    FakeCapture() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/batch", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/batch");
    }

    /** The next answers are 503. */
    synchronized void beAwayFor(int answers) {
        away = answers;
    }

    synchronized Set<String> taken() {
        return Set.copyOf(taken);
    }

    synchronized List<Integer> batchSizes() {
        return List.copyOf(batchSizes);
    }

    synchronized List<Integer> bodySizes() {
        return List.copyOf(bodySizes);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        if (!exchange.getRequestHeaders().getFirst("Authorization").equals(credentials())) {
            send(exchange, 401, JSON.createObjectNode());
            return;
        }
        if (isAway()) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            send(exchange, 503, JSON.createObjectNode());
            return;
        }
        var answer = take(JSON.readTree(body).path("batch"), body.length);
        send(exchange, answer.path("success").asBoolean() ? 200 : 400, answer);
    }

    private synchronized boolean isAway() {
        return away-- > 0;
    }

    private synchronized ObjectNode take(JsonNode batch, int bytes) {
        batchSizes.add(batch.size());
        bodySizes.add(bytes);
        int accepted = 0;
        int repeated = 0;
        var answer = JSON.createObjectNode();
        var refused = answer.putArray("refused");
        for (int index = 0; index < batch.size(); index++) {
            if (!batch.get(index).has("type")) {
                refused.addObject()
                        .put("index", index)
                        .put("reason", "FIELD_INVALID")
                        .put("message", "type missing");
            } else if (taken.add(batch.get(index).path("messageId").asText())) {
                accepted++;
            } else {
                repeated++;
            }
        }
        return answer.put("success", accepted + repeated > 0)
                .put("accepted", accepted)
                .put("repeated", repeated);
    }

    private static String credentials() {
        return "Basic " + Base64.getEncoder().encodeToString((WRITE_KEY + ":").getBytes());
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
