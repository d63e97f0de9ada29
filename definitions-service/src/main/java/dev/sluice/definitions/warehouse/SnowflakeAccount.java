package dev.sluice.definitions.warehouse;

import dev.sluice.errors.Failure;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The identifier of a Snowflake account, which becomes the name of the host that a worker connects to: it can name no
 * host of anybody else, and nothing behind a host.
 *
 * @param text as it was given
 * @see <a href="https://docs.snowflake.com/en/user-guide/admin-account-identifier">account identifiers</a>
 */
record SnowflakeAccount(String text) {

    /** {@code organization-account}, or a locator and where it is: {@code xy12345.us-east-2.aws}. */
    private static final Pattern FORM = Pattern.compile("(?!.{201})" + part() + "(?:\\." + part() + "){0,4}");

    private static final Pattern HOST = Pattern.compile("(?:.*\\.)?snowflakecomputing\\..*");
    private static final String PRIVATE_LINK = ".privatelink";

    static SnowflakeAccount parse(String field, String text) {
        if (HOST.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
            throw new Failure.Invalid(field, "must be the account's identifier, without snowflakecomputing.com");
        }
        if (!FORM.matcher(text).matches()) {
            throw new Failure.Invalid(
                    field,
                    "must be organization-account, or a locator with its region (xy12345.us-east-2.aws), either with"
                            + " .privatelink behind it: letters, digits and - _ between them, at most 200");
        }
        return new SnowflakeAccount(text);
    }

    /** A part of a host's name; Snowflake puts a hyphen where an account's name has an underscore. */
    private static String part() {
        return "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";
    }

    /** The same for all spellings of one account, reached over a private link or not. */
    String canonical() {
        var account = text.toLowerCase(Locale.ROOT).replace('_', '-');
        return account.endsWith(PRIVATE_LINK)
                ? account.substring(0, account.length() - PRIVATE_LINK.length())
                : account;
    }
}
