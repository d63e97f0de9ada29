package dev.sluice.local.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.v1.Matcher;
import dev.sluice.local.definition.Matchers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What {@code sluice.js} captures in a real browser, as the tables of events that are defined afterwards have it. */
final class AutocaptureIT {

    private final Site site = new Site();

    @Test
    void clicksDefinedAfterwardsAreExactlyThoseThatWereMade() {
        var userId = site.play("visit").get("userId").asText();
        var expected = clicks();
        define(expected.keySet());

        var found = new TreeMap<String, List<String>>();
        int table = 0;
        for (var selector : expected.keySet()) {
            found.put(selector, site.rows("SELECT target_text FROM click_%d ORDER BY time".formatted(table++)));
        }
        assertEquals(new TreeMap<>(expected), found);
        assertEquals(
                List.of(
                        "/shop.html|null|top|Shop|null",
                        "/pricing|plan=pro|null|Pricing|127.0.0.1/shop.html#top",
                        "/shop.html|null|top|Pricing|127.0.0.1/pricing?plan=pro",
                        "/second.html|utm_source=letter&utm_campaign=spring|null|Second|127.0.0.1/shop.html#top"),
                site.rows("SELECT path, query, hash, title, heap_previous_page FROM pageviews ORDER BY time"));
        assertEquals(
                List.of(userId + "|web|Linux|Desktop|127.0.0.1|HeadlessChrome|/shop.html"),
                site.rows("SELECT user_id, library, platform, device_type, ip, browser,"
                        + " regexp_extract(landing_page, '/.*') FROM sessions"));
        nothingTypedOrRedactedIsKept();
    }

    /** The texts of the clicks on what a selector names, in order. */
    private static Map<String, List<String>> clicks() {
        var clicks = new LinkedHashMap<String, List<String>>();
        // On the picture or text in a button is on the button.
        clicks.put("button.buy", List.of("Buy one", "Buy one", "Buy two", "Buy two"));
        clicks.put("main > .product[data-sku=\"1\"] > .buy", List.of("Buy one", "Buy one"));
        clicks.put("body.shop .big", List.of("Buy one", "Buy one"));
        clicks.put(".teaser em", List.of("today"));
        clicks.put(".card", List.of("star"));
        clicks.put("#stopped", List.of("Stopped"));
        clicks.put("#ignored", List.of());
        clicks.put("#host .shady", List.of("In the shadow"));
        clicks.put("#greeting", List.of("Hello !"));
        clicks.put("#editor", List.of("null"));
        clicks.put("#account > .secret", List.of("null"));
        clicks.put("[name=\"pay-with-4111\"], [data-card]", List.of());
        clicks.put("form [type=\"submit\"]", List.of("Sign up"));
        clicks.put("nav a[href]", List.of("Pricing", "Next page"));
        clicks.put("a[href=\"/pricing?plan=pro\"]", List.of("Pricing"));
        clicks.put(".second #last", List.of("Last"));
        clicks.put(".what, .buy b", List.of());
        return clicks;
    }

    private void define(Iterable<String> selectors) {
        var matchers = new LinkedHashMap<String, Matcher>();
        for (var selector : selectors) {
            matchers.put("click " + matchers.size(), Matchers.clicks(selector));
        }
        matchers.put("clicked", Matchers.clicks("*"));
        matchers.put("changed", Matchers.changes("form *"));
        matchers.put("submitted", Matchers.submits("form"));
        site.define(matchers);
        assertEquals(List.of("15"), site.rows("SELECT count(*) FROM clicked"));
        assertEquals(
                List.of("/pricing?plan=pro", "/second.html?utm_source=letter&utm_campaign=spring"),
                site.rows("SELECT href FROM clicked WHERE href IS NOT NULL ORDER BY time"));
        assertEquals(
                List.of("about|null", "card|null", "mail|null", "password|null", "plan|null"),
                site.rows("SELECT target_id, target_text FROM changed ORDER BY target_id"));
        assertEquals(List.of("sign-up|null"), site.rows("SELECT target_id, target_text FROM submitted"));
    }

    private void nothingTypedOrRedactedIsKept() {
        var everything = content("clicked")
                + content("changed")
                + content("submitted")
                + site.rows("SELECT ancestry FROM %s_raw.raw_events".formatted(site.schema()));
        assertTrue(everything.contains("[type=\"password\"]"), everything);
        for (var secret : List.of("hunter2", "4111", "diary", "Ann", "about me", "ann@", "1234")) {
            assertFalse(everything.contains(secret), secret);
        }
    }

    /** Without ids, times and ports, whose digits are any. */
    private String content(String table) {
        var rows = site.rows(
                "SELECT to_json(r) FROM (SELECT * EXCLUDE (event_id, user_id, session_id, time, session_time) FROM %s) AS r"
                        .formatted(table));
        return rows.toString().replaceAll("127\\.0\\.0\\.1:\\d+", "");
    }

    @Test
    void peopleOnOneDeviceAndSessionsAreKeptApart() {
        var ids = site.play("people");
        site.define(Map.of(
                "anonymous", Matchers.custom("Anonymous"),
                "known", Matchers.custom("Known"),
                "another", Matchers.custom("Another"),
                "nobody", Matchers.custom("Nobody"),
                "soon", Matchers.custom("Soon"),
                "later", Matchers.custom("Later")));
        assertEquals(
                List.of("ann|4|pro", "bob|null|null", "null|null|null"),
                site.rows("SELECT identity, age, plan FROM users ORDER BY identity NULLS LAST"));
        assertEquals(List.of(ids.get("last").asText()), site.rows("SELECT user_id FROM users WHERE identity IS NULL"));
        assertEquals(
                List.of(ids.get("first").asText()),
                site.rows("SELECT from_user_id FROM user_migrations ORDER BY time LIMIT 1"));
        assertEquals(
                List.of("ann|3|12.5|false|a||b|{\"sku\":1}|B|1"),
                site.rows(
                        "SELECT identity, items, price, gift, tags, cart, test, step FROM anonymous JOIN users USING (user_id)"));
        assertEquals(List.of("ann|B"), site.rows("SELECT identity, test FROM known JOIN users USING (user_id)"));
        assertEquals(List.of("bob|B"), site.rows("SELECT identity, test FROM another JOIN users USING (user_id)"));
        assertEquals(
                List.of("2"),
                site.rows("SELECT count(DISTINCT session_id) FROM (SELECT session_id FROM anonymous UNION ALL"
                        + " SELECT session_id FROM known UNION ALL SELECT session_id FROM another)"));
        assertEquals(
                List.of("true|false"),
                site.rows(
                        "SELECT n.session_id = s.session_id, s.session_id = l.session_id FROM nobody AS n, soon AS s, later AS l"));
    }

    @Test
    void whatIsCapturedInAnOutageComesOnceWhenItIsOver() {
        var told = site.play("outage");
        assertTrue(told.get("tries").asInt() > told.get("clicks").asInt(), told::toString);
        site.define(Map.of("clicked", Matchers.clicks("button")));
        assertEquals(
                List.of("Buy one", "Last", "Buy two", "Buy two"),
                site.rows("SELECT target_text FROM clicked ORDER BY time"));
        assertEquals(
                List.of("/shop.html", "/second.html", "/shop.html"),
                site.rows("SELECT path FROM pageviews ORDER BY time"));
    }

    @Test
    void whatABrowserKeepsIsBoundedAndTheOldestEventsGoFirst() {
        var told = site.play("limits");
        assertEquals(1_000, told.get("many").asInt());
        assertEquals(1, told.get("manyIdentify").asInt());
        assertTrue(told.get("characters").asInt() <= 500_000, told::toString);
        assertTrue(told.get("large").asInt() > 300, told::toString);
        assertEquals(1, told.get("largeIdentify").asInt());
        assertEquals("399", told.get("last").asText());
        site.define(Map.of("large", Matchers.custom("Large")));
        assertEquals(
                List.of((told.get("large").asInt() - 1) + "|399|1000"),
                site.rows("SELECT count(*), max(i), max(length(text)) FROM large"));
        assertEquals(List.of("ann|pro"), site.rows("SELECT identity, plan FROM users"));
    }

    @Test
    void aCallThatIsTooLargeIsLeftOutAndHoldsUpNoOther() {
        var told = site.play("oversized");
        assertEquals(1, told.get("warnings").asInt(), told::toString);
        assertEquals(0, told.get("waiting").asInt(), told::toString);
        site.define(Map.of(
                "huge", Matchers.custom("Huge"), "long", Matchers.custom("Long"), "clicked", Matchers.clicks("*")));
        assertEquals(List.of("0"), site.rows("SELECT count(*) FROM huge"));
        assertEquals(List.of("8192"), site.rows("SELECT length(text) FROM \"long\""));
        assertEquals(List.of("Buy one"), site.rows("SELECT target_text FROM clicked"));
    }

    @Test
    void withoutConsentNothingIsKeptOrSent() {
        var told = site.play("consent");
        assertEquals(
                "{\"kept\":[],\"sent\":0,\"userId\":null}", told.get("before").toString());
        assertEquals(3, told.get("during").asInt());
        assertEquals("{\"kept\":[],\"sent\":0}", told.get("after").toString());
        assertEquals(0, told.get("out").get("sent").asInt());
        told.get("out").get("kept").forEach(name -> assertTrue(name.asText().endsWith("_consent"), name::asText));
        site.define(Map.of("seen", Matchers.custom("Seen"), "clicked", Matchers.clicks("*")));
        assertEquals(List.of("Buy two"), site.rows("SELECT target_text FROM clicked"));
        assertEquals(List.of("0"), site.rows("SELECT count(*) FROM seen"));
        assertEquals(
                List.of("/second.html|2", "/shop.html|2"),
                site.rows("SELECT path, count(*) FROM pageviews GROUP BY path ORDER BY path"));
        assertEquals(List.of(), site.rows("SELECT identity FROM users WHERE identity IS NOT NULL"));
    }
}
