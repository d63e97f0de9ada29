package dev.sluice.worker.capture.derive;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import ua_parser.Client;
import ua_parser.OS;
import ua_parser.Parser;

/** Reads user agents by the rules of uap-core; the commonest are remembered, since reading one takes 0.6 ms. */
@ApplicationScoped
class UserAgents {

    private static final int REMEMBERED = 10_000;
    // The rules are backtracking regular expressions: their input is kept short.
    private static final int LONGEST = 512;
    private static final String UNKNOWN = "Other";
    private static final String CRAWLER = "Spider";
    private static final Pattern TABLET = Pattern.compile("iPad|Tablet|Kindle|Silk/|PlayBook|Android(?!.*Mobile)");
    private static final Pattern MOBILE = Pattern.compile("Mobi|iPhone|iPod|Windows Phone|BlackBerry|Opera Mini");

    private final Parser parser = new Parser();
    private final LoadingCache<String, UserAgent> read =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build(this::read);

    UserAgent of(String text) {
        if (text == null || text.isBlank()) {
            return UserAgent.NONE;
        }
        return read.get(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }

    private UserAgent read(String text) {
        var client = parser.parse(text);
        var crawler = CRAWLER.equals(client.device.family);
        return new UserAgent(
                known(client.userAgent.family),
                platform(client.os),
                crawler ? null : deviceType(text, client),
                crawler ? null : known(client.device.family));
    }

    private static String deviceType(String text, Client client) {
        if (TABLET.matcher(text).find()) {
            return "Tablet";
        }
        if (MOBILE.matcher(text).find()) {
            return "Mobile";
        }
        return known(client.os.family) == null ? null : "Desktop";
    }

    private static String platform(OS os) {
        var family = known(os.family);
        if (family == null || os.major == null || os.major.isEmpty()) {
            return family;
        }
        var minor = os.minor == null || os.minor.isEmpty() ? "" : "." + os.minor;
        return family + " " + os.major + minor;
    }

    private static String known(String family) {
        return family == null || family.equals(UNKNOWN) ? null : family;
    }
}
