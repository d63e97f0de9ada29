package dev.sluice.local.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.definitions.v1.Matcher;
import dev.sluice.local.definition.Matchers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code sluice.js} captures in a real browser, as the tables of events that are defined afterwards have it. */
final class AutocaptureIT {

    @Test
    void clicksDefinedAfterwardsAreExactlyThoseThatWereMade() {
        var site = new Site();
        site.play("visit");
        var clicks = new LinkedHashMap<String, Matcher>();
        clicks.put("any", Matchers.clicks("*"));
        site.define(clicks);
        site.rows("SELECT time, type, target_tag, target_id, target_class, target_text, href, path, hash FROM \"any\" ORDER BY time").forEach(System.out::println);
        site.rows("SELECT time, domain, path, query, hash, title, heap_previous_page, referrer FROM pageviews ORDER BY time").forEach(System.out::println);
        site.rows("SELECT * FROM sessions").forEach(System.out::println);
        site.rows("SELECT * FROM users").forEach(System.out::println);
    }
}
