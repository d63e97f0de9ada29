package dev.sluice.local.shop;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.shop.ShopCall.Moment;
import java.util.List;
import java.util.Optional;

/** Writes calls as Segment's spec has them, one line each; it knows no clicks. */
public final class SegmentLines {

    private static final JsonMapper JSON = new JsonMapper();

    private SegmentLines() {}

    public static List<String> of(List<ShopCall> calls) {
        return calls.stream().map(SegmentLines::line).flatMap(Optional::stream).toList();
    }

    private static Optional<String> line(ShopCall call) {
        return switch (call) {
            case ShopCall.Viewed viewed -> Optional.of(page(viewed));
            case ShopCall.Ordered ordered -> Optional.of(track(ordered));
            case ShopCall.SignedIn signedIn -> Optional.of(identify(signedIn));
            case ShopCall.Clicked _ -> Optional.empty();
        };
    }

    private static String page(ShopCall.Viewed viewed) {
        var visitor = viewed.moment().visitor();
        var json = call("page", viewed.moment());
        var context = context(json, visitor);
        var query = visitor.campaign().isEmpty() ? "" : "?utm_source=mail&utm_campaign=" + visitor.campaign();
        page(context, viewed.page(), query).put("referrer", visitor.referrer());
        return json.toString();
    }

    private static String track(ShopCall.Ordered ordered) {
        var json = call("track", ordered.moment());
        page(context(json, ordered.moment().visitor()), Page.CHECKOUT, "");
        json.put("event", "Order Completed");
        var properties = json.putObject("properties")
                .put("revenue", ordered.revenue())
                .put("items", ordered.items())
                .put("first_order", ordered.firstOrder());
        ordered.coupon().ifPresent(coupon -> properties.put("coupon", coupon));
        ordered.gift().ifPresent(gift -> properties.put("gift", gift));
        return json.toString();
    }

    private static String identify(ShopCall.SignedIn signedIn) {
        var person = signedIn.person();
        var json = call("identify", signedIn.moment()).put("userId", person.identity());
        json.putObject("traits")
                .put("email", person.identity())
                .put("name", person.name())
                .put("plan", person.plan());
        return json.toString();
    }

    private static ObjectNode call(String type, Moment moment) {
        return JSON.createObjectNode()
                .put("type", type)
                .put("messageId", moment.messageId())
                .put("anonymousId", moment.visitor().anonymousId())
                .put("timestamp", moment.time().toString());
    }

    private static ObjectNode context(ObjectNode call, Visitor visitor) {
        var context = call.putObject("context").put("ip", visitor.ip()).put("userAgent", visitor.userAgent());
        context.putObject("library").put("name", "analytics.js");
        return context;
    }

    private static ObjectNode page(ObjectNode context, Page page, String query) {
        return context.putObject("page")
                .put("path", page.path())
                .put("url", page.url(query))
                .put("search", query)
                .put("title", page.title());
    }
}
