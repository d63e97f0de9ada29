package dev.sluice.worker.capture.derive;

import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.eventlog.Page;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The page of a call, its address taken apart as RFC 3986 (appendix B) does: every text is an address, so nothing that
 * browsers send is lost for being malformed.
 */
record PageAddress(Page page) {

    private static final Pattern PARTS =
            Pattern.compile("^(?:[^:/?#]+:)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final Pattern USER_AND_PORT = Pattern.compile("^.*@|:\\d*$", Pattern.DOTALL);

    static PageAddress of(Context.Page said) {
        var parts = PARTS.matcher(said.url() == null ? "" : said.url().strip());
        parts.matches();
        var host = parts.group(1) == null ? null : host(parts.group(1));
        var path = parts.group(2).isEmpty() && host != null ? "/" : present(parts.group(2));
        return new PageAddress(new Page(
                host,
                said.path() == null || said.path().isEmpty() ? path : said.path(),
                either(parts.group(3), said.search(), "?"),
                either(parts.group(4), said.hash(), "#"),
                present(said.title())));
    }

    /** The host of an address, or null. */
    static String hostOf(String url) {
        return of(new Context.Page(url, null, null, null, null, null)).page().domain();
    }

    /** The query of an address, or null. */
    static String queryOf(String url) {
        return of(new Context.Page(url, null, null, null, null, null)).page().query();
    }

    private static String host(String authority) {
        return present(USER_AND_PORT.matcher(authority).replaceAll("").toLowerCase(Locale.ROOT));
    }

    private static String either(String fromAddress, String said, String prefix) {
        var part = present(fromAddress);
        if (part != null || said == null) {
            return part;
        }
        return present(said.startsWith(prefix) ? said.substring(1) : said);
    }

    private static String present(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
