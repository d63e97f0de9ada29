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

    private static final Remembered<Parts> READ = new Remembered<>(PageAddress::read);

    /** What an address has of each part, null where it has none. */
    record Parts(String host, String path, String query, String hash) {}

    static PageAddress of(Context.Page said) {
        var parts = parts(said.url() == null ? "" : said.url());
        return new PageAddress(new Page(
                parts.host(),
                said.path() == null || said.path().isEmpty() ? parts.path() : said.path(),
                either(parts.query(), said.search(), "?"),
                either(parts.hash(), said.hash(), "#"),
                present(said.title())));
    }

    static Parts parts(String url) {
        return READ.of(url);
    }

    private static Parts read(String url) {
        var parts = PARTS.matcher(url.strip());
        parts.matches();
        var host = parts.group(1) == null ? null : host(parts.group(1));
        var path = parts.group(2).isEmpty() && host != null ? "/" : present(parts.group(2));
        return new Parts(host, path, present(parts.group(3)), present(parts.group(4)));
    }

    private static String host(String authority) {
        return present(USER_AND_PORT.matcher(authority).replaceAll("").toLowerCase(Locale.ROOT));
    }

    private static String either(String fromAddress, String said, String prefix) {
        if (fromAddress != null || said == null) {
            return fromAddress;
        }
        return present(said.startsWith(prefix) ? said.substring(1) : said);
    }

    private static String present(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
