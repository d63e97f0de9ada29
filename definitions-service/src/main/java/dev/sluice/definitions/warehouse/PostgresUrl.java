package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The JDBC URL of a PostgreSQL database. It takes less than the driver does, so that it names one database and nothing
 * else: no class, no file, no password. What is refused is not repeated in the message, since it may hold a password.
 *
 * @param text as it was given
 * @param database {@code host:port/database}, the same for all spellings of one database
 * @see <a href="https://jdbc.postgresql.org/documentation/use/">what the driver takes</a>
 */
record PostgresUrl(String text, String database) {

    private static final TextRule TEXT = TextRule.name(1_024);
    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://([^/?]+)/([^/?]+)(?:\\?(.+))?");
    private static final Pattern DATABASE = Pattern.compile("(?:[\\p{L}\\p{N}._~-]|%[0-9A-Fa-f]{2})+");
    private static final int LONGEST_DATABASE = 63;

    static PostgresUrl parse(String field, String text) {
        TEXT.check(field, text);
        refuseCredentials(field, text);
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new Failure.Invalid(field, "must be jdbc:postgresql://host[:port]/database[?parameters]");
        }
        return parse(field, parts);
    }

    private static PostgresUrl parse(String field, Matcher parts) {
        var hosts = PostgresHosts.canonical(field, parts.group(1));
        var database = database(field, parts.group(2));
        if (parts.group(3) != null) {
            ConnectionParameters.check(field, parts.group(3));
        }
        return new PostgresUrl(parts.group(), hosts + "/" + database);
    }

    /** An @ can only be the end of a user and password: a host has none, and in a database's name it is encoded. */
    private static void refuseCredentials(String field, String text) {
        if (text.contains("@") || ConnectionParameters.carryCredentials(text)) {
            throw new Failure.Invalid(field, "must not carry a user or password");
        }
    }

    private static String database(String field, String encoded) {
        var name = DATABASE.matcher(encoded).matches() ? URLDecoder.decode(encoded, StandardCharsets.UTF_8) : "";
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > LONGEST_DATABASE || name.chars().anyMatch(Character::isISOControl)) {
            throw new Failure.Invalid(
                    field,
                    "must name a database of 1 to 63 bytes, percent-encoded but for letters, digits and - . _ ~");
        }
        return name;
    }
}
