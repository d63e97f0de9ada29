package dev.sluice.definitions.warehouse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.sluice.errors.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.postgresql.Driver;

/** What we read in a URL is what the driver will, which gives it its meaning. */
class PostgresUrlPropertiesTest {

    private static final Set<String> ALLOWED = Set.of(
            "PGHOST",
            "PGPORT",
            "PGDBNAME",
            "sslmode",
            "connectTimeout",
            "socketTimeout",
            "tcpKeepAlive",
            "targetServerType",
            "loadBalanceHosts",
            "channelBinding",
            "gssEncMode");

    @Property
    void whatIsTakenMeansTheSameToTheDriver(@ForAll("urls") String text) {
        var url = parse(text);
        Statistics.label("taken")
                .collect(url.isPresent())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
        url.ifPresent(taken -> {
            var read = Driver.parseURL(text, new Properties());
            assertNotNull(read);
            assertEquals(database(read), taken.database());
            var more = new TreeSet<>(read.stringPropertyNames());
            more.removeAll(ALLOWED);
            assertEquals(Set.of(), more);
        });
    }

    /** Mostly URLs that can be taken, with a part here and there that the driver may read otherwise. */
    @Provide
    Arbitrary<String> urls() {
        var hosts = mostly(List.of("db", "a.b-c:5433", "shop_1:1", "10.0.0.1"), List.of("db:0", "u:p", "", "d%62"));
        var database = mostly(List.of("shop", "%41", "%2F", "%20", "ü", "~"), List.of("+", "&", "#", "/", "=", "%4"));
        var parameters = mostly(
                List.of("sslmode=require", "connectTimeout=1", "socketTimeout=007"),
                List.of("host=db", "PGPORT=1", "user=ann", "sslmode=%61llow", "service=x", ""));
        return Combinators.combine(joined(",", 1, hosts), joined("", 1, database), joined("&", 0, parameters))
                .as((where, what, how) -> "jdbc:postgresql://" + where + "/" + what + (how.isEmpty() ? "" : "?" + how));
    }

    private static Arbitrary<String> mostly(List<String> often, List<String> seldom) {
        return Arbitraries.frequencyOf(Tuple.of(15, Arbitraries.of(often)), Tuple.of(1, Arbitraries.of(seldom)));
    }

    private static Arbitrary<String> joined(String between, int fewest, Arbitrary<String> parts) {
        return parts.list().ofMinSize(fewest).ofMaxSize(3).map(list -> String.join(between, list));
    }

    private static Optional<PostgresUrl> parse(String text) {
        try {
            return Optional.of(PostgresUrl.parse("url", text));
        } catch (Failure.Invalid refused) {
            return Optional.empty();
        }
    }

    private static String database(Properties read) {
        var hosts = read.getProperty("PGHOST").split(",");
        var ports = read.getProperty("PGPORT").split(",");
        var addresses = new String[hosts.length];
        Arrays.setAll(addresses, i -> hosts[i] + ":" + ports[i]);
        return String.join(",", List.of(addresses)) + "/" + read.getProperty("PGDBNAME");
    }
}
