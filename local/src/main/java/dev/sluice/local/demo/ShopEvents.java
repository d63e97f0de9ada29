package dev.sluice.local.demo;

import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.shop.Button;
import dev.sluice.local.shop.Page;
import dev.sluice.local.shop.ShopFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events that the demo defines, and how many rows each table must have. */
final class ShopEvents {

    static final List<String> TABLES = List.of(
            "users",
            "sessions",
            "pageviews",
            "pricing_view",
            "clicked_buy",
            "order_completed",
            "interest",
            "all_events",
            "user_migrations");

    private static final String CLICKED_BUY = "Clicked buy";

    private final Definitions definitions;

    ShopEvents(Definitions definitions) {
        this.definitions = definitions;
    }

    void define() {
        var pricingView = definitions.define("Pricing view", onPricing(Matchers.pageviews()));
        var clickedBuy = definitions.define(CLICKED_BUY, onPricing(Matchers.clicks(".buy")));
        var ordered = definitions.define("Order Completed", Matchers.custom("Order Completed"));
        var interest = definitions.define("Interest", Matchers.combo(pricingView, clickedBuy));
        definitions.toggleOn(List.of(pricingView, clickedBuy, ordered, interest));
    }

    void countEveryBuyButton() {
        definitions.define(CLICKED_BUY, Matchers.clicks(".buy"));
    }

    static Map<String, Long> expectedAtFirst(ShopFacts facts) {
        return expected(facts, facts.clicksOn(Button.BUY, Page.PRICING));
    }

    static Map<String, Long> expectedWithEveryBuyButton(ShopFacts facts) {
        return expected(facts, facts.clicksOn(Button.BUY));
    }

    private static Map<String, Long> expected(ShopFacts facts, long buyClicks) {
        long pricingViews = facts.pageviewsOf(Page.PRICING);
        long interest = pricingViews + buyClicks;
        var rows = new LinkedHashMap<String, Long>();
        rows.put("users", facts.users());
        rows.put("sessions", facts.sessions());
        rows.put("pageviews", facts.pageviews());
        rows.put("pricing_view", pricingViews);
        rows.put("clicked_buy", buyClicks);
        rows.put("order_completed", facts.orders());
        rows.put("interest", interest);
        rows.put("all_events", facts.pageviews() + pricingViews + buyClicks + facts.orders() + interest);
        rows.put("user_migrations", facts.migrations());
        return rows;
    }

    private static Matcher onPricing(Matcher matcher) {
        return Matchers.where(matcher, "path", Operator.OPERATOR_EQUALS, Page.PRICING.path());
    }
}
