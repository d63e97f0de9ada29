package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which parameters a JDBC URL may carry, and with which values. The driver knows many more, some of which load classes
 * or read files that they name, and may learn others; so this says what is allowed, not what is not.
 */
final class ConnectionParameters {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");
    private static final Pattern SWITCH = Pattern.compile("true|false");

    private static final Map<String, Pattern> ALLOWED = new TreeMap<>(Map.of(
            "connectTimeout",
            SECONDS,
            "socketTimeout",
            SECONDS,
            "tcpKeepAlive",
            SWITCH,
            "loadBalanceHosts",
            SWITCH,
            "targetServerType",
            Pattern.compile("any|primary|preferPrimary"),
            "sslmode",
            Pattern.compile("disable|allow|prefer|require|verify-ca|verify-full"),
            "channelBinding",
            Pattern.compile("disable|prefer|require"),
            "gssEncMode",
            Pattern.compile("disable|allow|prefer|require")));

    private static final Pattern CREDENTIALS =
            Pattern.compile("[?&](user|password|sslpassword)(=|&|$)", Pattern.CASE_INSENSITIVE);

    private ConnectionParameters() {}

    /** Whether somebody meant to give a user or password in the URL, which is worth a sentence of its own. */
    static boolean carryCredentials(String url) {
        return CREDENTIALS.matcher(url).find();
    }

    static void check(String field, String parameters) {
        var seen = new HashSet<String>();
        Arrays.stream(parameters.split("&", -1)).forEach(parameter -> check(field, parameter, seen));
    }

    private static void check(String field, String parameter, Set<String> seen) {
        var nameAndValue = parameter.split("=", 2);
        var values = ALLOWED.get(nameAndValue[0]);
        if (values == null || !seen.add(nameAndValue[0])) {
            throw new Failure.Invalid(field, "must have no parameters but these, each at most once: " + names());
        }
        if (nameAndValue.length < 2 || !values.matcher(nameAndValue[1]).matches()) {
            throw new Failure.Invalid(field, "must give " + nameAndValue[0] + " as " + values);
        }
    }

    private static String names() {
        return String.join(", ", ALLOWED.keySet());
    }
}
