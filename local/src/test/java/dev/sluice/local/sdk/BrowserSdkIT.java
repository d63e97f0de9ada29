package dev.sluice.local.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.local.definition.Matchers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Browser SDKs of the Segment specification as npm has them, in a real browser, told of nothing but where Sluice is. */
final class BrowserSdkIT {

    private final Site site = new Site();

    @Test
    void segmentsCallsLandWhereTheyBelong() {
        capture("segment-browser");
        assertEquals(
                List.of("Segment's page|null|Start|Docs|pro", "Home|null|Home|null|null"),
                site.rows("SELECT title, hash, name, category, plan FROM seen ORDER BY time"));
        assertEquals(List.of("1", "2"), site.rows("SELECT CAST(i AS BIGINT) FROM batched ORDER BY i"));
        assertPerson("ann");
    }

    @Test
    void rudderStacksCallsLandWhereTheyBelong() {
        capture("rudder-browser");
        assertEquals(
                List.of("RudderStack's page|top|Start|Docs|pro"),
                site.rows("SELECT title, hash, name, category, plan FROM seen ORDER BY time"));
        assertPerson("ann@new");
    }

    private void capture(String scenario) {
        var elsewhere = site.play(scenario).get("elsewhere");
        assertEquals("[]", elsewhere.toString(), "asked of others than Sluice");
        site.define(Map.of(
                "Order", Matchers.custom("Order"),
                "Batched", Matchers.custom("Batched"),
                "Seen", Matchers.pageviews()));
    }

    /** One visitor who ordered, became known, and ordered again. */
    private void assertPerson(String identity) {
        assertEquals(
                List.of(identity + "|ann@shop.example|4|g1|Team"),
                site.rows("SELECT identity, email, age, group_id, group_name FROM users"));
        assertEquals(
                List.of("12.5|3|false|a||b|" + identity, "1.0|null|null|null|" + identity),
                site.rows("SELECT revenue, items, gift, tags, identity FROM \"order\" JOIN users USING (user_id)"
                        + " ORDER BY time"));
        assertEquals(
                List.of("web|Linux|Desktop|HeadlessChrome|127.0.0.1|null|null|null|letter|spring|"
                        + "utm_source=letter&utm_campaign=spring"),
                site.rows("SELECT library, platform, device_type, browser, ip, referrer, app_name, app_version,"
                        + " utm_source, utm_campaign, landing_page_query FROM sessions"));
        assertEquals(
                List.of("127.0.0.1"), site.rows("SELECT DISTINCT domain FROM seen UNION SELECT domain FROM \"order\""));
    }
}
