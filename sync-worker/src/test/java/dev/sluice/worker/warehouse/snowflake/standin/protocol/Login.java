package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.warehouse.snowflake.standin.session.Session;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Account;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Lets users in: by key pair, or by password, which only tests do. */
record Login(String account, Store store, Sessions sessions) {

    private static final String NOT_CONNECTED = "08001";

    ObjectNode answer(JsonNode request, Map<String, String> wanted) {
        var data = request.path("data");
        String name = data.path("LOGIN_NAME").asText().toUpperCase(Locale.ROOT);
        var user = authenticated(name, data);
        var session = sessions.open(name, role(user, wanted.get("roleName")));
        var parameters = new HashMap<String, String>();
        data.path("SESSION_PARAMETERS")
                .properties()
                .forEach(entry -> parameters.put(
                        entry.getKey().toUpperCase(Locale.ROOT),
                        entry.getValue().asText()));
        session.begin(folded(wanted), parameters);
        if ("true".equals(parameters.get("CLIENT_VALIDATE_DEFAULT_PARAMETERS"))) {
            refuseMissing(wanted, session);
        }
        return Json.success(told(session, sessions.admit(session), name));
    }

    /** What is not there is left out silently, unless the driver asks for it to be looked at. */
    private static void refuseMissing(Map<String, String> wanted, Session session) {
        if ((wanted.containsKey("databaseName") && session.database().isEmpty())
                || (wanted.containsKey("warehouse") && session.warehouse().isEmpty())) {
            session.close();
            throw new SnowflakeError(
                    "390201", NOT_CONNECTED, "The requested database or warehouse does not exist or not authorized.");
        }
    }

    private static Map<String, String> folded(Map<String, String> wanted) {
        var folded = new HashMap<String, String>();
        wanted.forEach((name, value) -> folded.put(name, fold(value)));
        return folded;
    }

    private static String fold(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name.toUpperCase(Locale.ROOT);
    }

    private Account.User authenticated(String name, JsonNode data) {
        var user = store.account().user(name);
        if (data.path("AUTHENTICATOR").asText().equals("SNOWFLAKE_JWT")) {
            var token = new KeyPairToken(data.path("TOKEN").asText());
            return user.filter(known -> known.key()
                            .filter(key -> token.isValid(account, name, key))
                            .isPresent())
                    .orElseThrow(() -> new SnowflakeError("390144", NOT_CONNECTED, "JWT token is invalid."));
        }
        return user.filter(known -> known.password()
                        .filter(data.path("PASSWORD").asText()::equals)
                        .isPresent())
                .orElseThrow(() ->
                        new SnowflakeError("390100", NOT_CONNECTED, "Incorrect username or password was specified."));
    }

    private static String role(Account.User user, String wanted) {
        if (wanted == null) {
            return user.roles().stream().findFirst().orElse("PUBLIC");
        }
        String role = fold(wanted);
        if (!user.roles().contains(role)) {
            throw new SnowflakeError(
                    "390189",
                    NOT_CONNECTED,
                    "Role '%s' specified in the connect string does not exist or not authorized.".formatted(role));
        }
        return role;
    }

    private static ObjectNode told(Session session, Sessions.Tokens tokens, String user) {
        var data = Json.object();
        data.put("masterToken", tokens.master());
        data.put("token", tokens.session());
        data.put("validityInSeconds", 3600);
        data.put("masterValidityInSeconds", 14400);
        data.put("displayUserName", user);
        data.put("serverVersion", "9.0.0");
        data.put("firstLogin", false);
        data.putNull("remMeToken");
        data.put("remMeValidityInSeconds", 0);
        data.put("healthCheckInterval", 45);
        data.put("sessionId", session.id());
        data.set("parameters", Json.parameters(parameters(session)));
        var names = data.putObject("sessionInfo");
        names.put("databaseName", session.database().orElse(null));
        names.put("schemaName", session.schema().orElse(null));
        names.put("warehouseName", session.warehouse().orElse(null));
        names.put("roleName", session.role());
        return data;
    }

    private static Map<String, Object> parameters(Session session) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put(
                "AUTOCOMMIT",
                !"false".equalsIgnoreCase(session.parameter("AUTOCOMMIT").orElse("true")));
        parameters.put("TIMEZONE", session.parameter("TIMEZONE").orElse("America/Los_Angeles"));
        parameters.put("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3");
        parameters.put("TIMESTAMP_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM");
        parameters.put(
                "CLIENT_STAGE_ARRAY_BINDING_THRESHOLD",
                Integer.parseInt(session.parameter("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD")
                        .orElse("65280")));
        parameters.put("CLIENT_TELEMETRY_ENABLED", false);
        parameters.put("CLIENT_HONOR_CLIENT_TZ_FOR_TIMESTAMP_NTZ", false);
        parameters.put("JDBC_TREAT_TIMESTAMP_NTZ_AS_UTC", false);
        return parameters;
    }
}
