package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts of a JDBC URL in one spelling each, in their order, which is the one in which the driver tries them. Names
 * are not looked up: what they lead to may change, and is another thing on the worker's machine.
 */
final class PostgresHosts {

    private static final Pattern ADDRESS =
            Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[1-9][0-9]{0,4}))?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final String DEFAULT_PORT = "5432";
    private static final int HIGHEST_PORT = 65_535;

    private PostgresHosts() {}

    /** {@code host:port}, with commas between several. */
    static String canonical(String field, String hosts) {
        try {
            return Arrays.stream(hosts.split(",", -1))
                    .map(PostgresHosts::address)
                    .collect(Collectors.collectingAndThen(Collectors.toList(), PostgresHosts::distinct));
        } catch (IllegalArgumentException e) {
            throw new Failure.Invalid(
                    field, "must have hosts that are names or addresses, each once, with ports from 1 to 65535");
        }
    }

    private static String distinct(List<String> addresses) {
        require(new HashSet<>(addresses).size() == addresses.size());
        return String.join(",", addresses);
    }

    private static String address(String spelled) {
        var parts = ADDRESS.matcher(spelled);
        require(parts.matches());
        var port = parts.group("port") == null ? DEFAULT_PORT : parts.group("port");
        require(Integer.parseInt(port) <= HIGHEST_PORT);
        return host(parts.group("host")) + ":" + port;
    }

    private static String host(String spelled) {
        if (spelled.startsWith("[")) {
            var literal = spelled.substring(1, spelled.length() - 1);
            return "[" + Inet6Address.ofLiteral(literal).getHostAddress() + "]";
        }
        if (NUMERIC.matcher(spelled).matches()) {
            return Inet4Address.ofLiteral(spelled).getHostAddress();
        }
        var name = spelled.toLowerCase(Locale.ROOT);
        require(NAME.matcher(name).matches());
        return name;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
