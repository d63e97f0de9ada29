package dev.sluice.local.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.definition.Matchers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Server SDKs as npm has them, and a client in another language that is made of the contract alone. */
final class ServerSdkIT {

    private static final String VISIT = "library, platform, device_type, device, carrier, app_name, app_version, ip,"
            + " country, region, city, referrer, utm_source, utm_campaign, utm_medium, utm_term, utm_content";

    private static final String PAGE = "browser, search_keyword, domain, path, query, hash, title";

    private final Site site = new Site();

    @Test
    void segmentsCallsLandWhereTheyBelong() {
        assertCalls("segment-server");
    }

    @Test
    void anOrderOfManyProductsLandsWhole() {
        var products = site.play("segment-order").asText();
        assertTrue(products.length() > 2_000, products);
        site.define(Map.of("Completed", Matchers.custom("Order Completed")));
        assertEquals(List.of(products), site.rows("SELECT products FROM completed"));
        assertEquals(List.of(products), site.rows("SELECT basket FROM users"));
    }

    @Test
    void rudderStacksCallsLandWhereTheyBelong() {
        assertCalls("rudder-server");
    }

    @Test
    void heapsCallsLandWhereTheyBelong() {
        var refusal = site.play("heap-server").asText();
        assertTrue(refusal.contains("400: postBody.identity should not be a placeholder"), refusal);
        site.define(Map.of("Order", Matchers.custom("Order")));
        assertEquals(List.of("ann@shop.example|4|Innsbruck"), site.rows("SELECT identity, age, city FROM users"));
        assertEquals(
                List.of("ann@shop.example|server|12.5|pro", "ann@shop.example|server|null|null"),
                site.rows(
                        "SELECT identity, library, revenue, plan FROM \"order\" JOIN users USING (user_id) ORDER BY time"));
    }

    @Test
    void callsOfAnotherLanguageLandWhereTheyBelong() {
        var told = site.play("grpc-client");
        assertEquals("6", told.at("/first/accepted").asText());
        assertEquals("6", told.at("/second/repeatedCalls").asText());
        assertEquals("track.event", told.at("/first/refused/0/field").asText());
        site.define(Map.of("Order", Matchers.custom("Order"), "Buy", Matchers.clicks("body > .buy")));
        assertEquals(List.of("ann@new|4|ads"), site.rows("SELECT identity, age, source FROM users"));
        assertEquals(List.of("42"), site.rows("SELECT from_user_id FROM user_migrations WHERE from_user_id < 100"));
        assertEquals(List.of("false|3|n|12.5"), site.rows("SELECT gift, items, note, revenue FROM \"order\""));
        var visit = "ios|iPadOS 17.2|Tablet|iPad Pro|A1|Reader|2.1|203.0.113.7|Austria|Tyrol|Innsbruck|"
                + "https://news.example/|letter|spring|email|gate|top";
        assertEquals(List.of(visit), site.rows("SELECT " + VISIT + " FROM buy"));
        assertEquals(List.of(visit), site.rows("SELECT " + VISIT + " FROM pageviews"));
        assertEquals(List.of(visit), site.rows("SELECT " + VISIT + " FROM sessions WHERE app_name IS NOT NULL"));
        assertEquals(
                List.of("ann@new|Buy|button|buy|shop.example|/pricing|Pricing"),
                site.rows("SELECT identity, target_text, target_tag, target_class, domain, path, title"
                        + " FROM buy JOIN users USING (user_id)"));
    }

    private void assertCalls(String scenario) {
        assertEquals("[]", site.play(scenario).toString(), "failures");
        site.define(Map.of("Order", Matchers.custom("Order"), "Seen", Matchers.pageviews()));
        assertEquals(
                List.of("ann@new|ann@shop.example|4|g1|Team|2026-03-01 10:00:00"),
                site.rows("SELECT identity, email, age, group_id, group_name, CAST(joindate AS VARCHAR) FROM users"));
        assertEquals(
                List.of("12.5|3|false|a||b|{\"sku\":1}", "1.0|null|null|null|null"),
                site.rows("SELECT revenue, items, gift, tags, cart FROM \"order\" ORDER BY time"));
        assertEquals(
                List.of("Docs|Start|pro|null", "Home|Home|null|true"),
                site.rows("SELECT title, name, plan, dark FROM seen ORDER BY time"));
        var visit = "server|iPadOS 17.2|Tablet|iPad Pro|A1|Docs reader|2.1|203.0.113.7|Austria|Tyrol|Innsbruck|"
                + "https://www.google.com/search?q=sluice|letter|spring|email|gate|top";
        var page = visit + "|Mobile Safari|sluice|shop.example|/docs|q=1|top|Docs";
        assertEquals(List.of(page), site.rows("SELECT %s, %s FROM seen WHERE title = 'Docs'".formatted(VISIT, PAGE)));
        assertEquals(List.of(page), site.rows("SELECT %s, %s FROM \"order\" WHERE items = 3".formatted(VISIT, PAGE)));
        assertEquals(
                List.of(visit + "|2"),
                site.rows(
                        "SELECT %s, (SELECT count(DISTINCT event_id) FROM all_events AS e WHERE e.session_id = s.session_id)"
                                        .formatted(VISIT)
                                + " FROM sessions AS s WHERE app_name IS NOT NULL"));
        assertEquals(
                List.of("0"),
                site.rows("SELECT count(*) FROM all_events LEFT JOIN users USING (user_id) WHERE identity IS NULL"));
    }
}
