package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.worker.warehouse.snowflake.standin.faults.Faults;
import dev.sluice.worker.warehouse.snowflake.standin.log.RequestLog;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The driver's protocol on a port of the loopback interface: JSON over HTTP, a request for each statement. */
public final class Server implements AutoCloseable {

    static {
        // Otherwise an answer in two packets waits for a late acknowledgement. It is read once, with the first server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Logger LOG = Logger.getLogger(Server.class.getName());

    /** Until Quarkus sets it another level, what the driver tells of each step takes it longer than the step. */
    private static final Logger DRIVER = Logger.getLogger("net.snowflake");

    static {
        DRIVER.setLevel(Level.WARNING);
    }

    private static final Pattern TOKEN = Pattern.compile("Snowflake Token=\"(.*)\"");

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Login login;
    private final Sessions sessions;
    private final Queries queries;
    private final FileTransfer transfer;
    private final RequestLog log;
    private final Faults faults;

    public Server(String account, Store store, Sessions sessions, RequestLog log, Faults faults) {
        this.login = new Login(account, store, sessions);
        this.sessions = sessions;
        this.log = log;
        this.faults = faults;
        this.transfer = new FileTransfer(log);
        this.queries = new Queries(log, faults, sessions, transfer);
        try {
            this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::serve);
        http.start();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    /** Takes notice of files that the driver has staged since the last statement. */
    public void countStagedFiles() {
        transfer.look();
    }

    private void serve(HttpExchange exchange) {
        log.add(new RequestLog.LoggedRequest(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath()));
        try {
            if (faults.isGone()) {
                exchange.close();
            } else if (faults.isUnavailable()) {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            } else if (faults.isDead()) {
                send(exchange, Json.failure(Sessions.GONE, ""));
            } else {
                var answer = answer(exchange);
                if (answer.isPresent() && !faults.isGone()) {
                    send(exchange, answer.get());
                } else {
                    exchange.close();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.SEVERE, "The stand-in has a fault of its own", e);
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, ObjectNode answer) throws IOException {
        var bytes = Json.MAPPER.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private Optional<ObjectNode> answer(HttpExchange exchange) throws IOException {
        var body = body(exchange);
        var query = parameters(exchange);
        try {
            return switch (exchange.getRequestURI().getPath()) {
                case "/session/v1/login-request" -> Optional.of(login.answer(body, query));
                case "/session/token-request" -> Optional.of(renewed(token(exchange)));
                case "/session" -> Optional.of(ended(token(exchange)));
                case "/session/heartbeat" -> {
                    sessions.of(token(exchange));
                    yield Optional.of(Json.success(null));
                }
                case "/queries/v1/query-request" -> {
                    var session = sessions.of(token(exchange));
                    yield queries.answer(QueryRequest.of(query.get("requestId"), body), session);
                }
                case "/queries/v1/abort-request" -> {
                    queries.abort(body.path("requestId").asText());
                    yield Optional.of(Json.success(null));
                }
                default ->
                    throw SnowflakeError.unsupported(
                            "the request " + exchange.getRequestURI().getPath());
            };
        } catch (SnowflakeError e) {
            return Optional.of(Json.failure(e, ""));
        }
    }

    private ObjectNode renewed(String masterToken) {
        var tokens = sessions.renew(masterToken);
        var data = Json.object();
        data.put("sessionToken", tokens.session());
        data.put("validityInSecondsST", 3600);
        data.put("masterToken", tokens.master());
        data.put("validityInSecondsMT", 14400);
        return Json.success(data);
    }

    private ObjectNode ended(String token) {
        sessions.find(token).ifPresent(sessions::end);
        return Json.success(null);
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return Json.read(zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody());
    }

    private static String token(HttpExchange exchange) {
        var header =
                TOKEN.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                        .orElse(""));
        return header.matches() ? header.group(1) : "";
    }

    private static Map<String, String> parameters(HttpExchange exchange) {
        var parameters = new HashMap<String, String>();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        each.substring(0, equals),
                        URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        sessions.close();
    }
}
