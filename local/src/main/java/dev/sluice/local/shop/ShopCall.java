package dev.sluice.local.shop;

import java.time.Instant;
import java.util.Optional;

/** Something that a visitor did, as an SDK tells it. */
public sealed interface ShopCall {

    /** Who, when, and the key by which a repeated call is known. */
    Moment moment();

    record Moment(String messageId, Instant time, Visitor visitor) {}

    record Viewed(Moment moment, Page page) implements ShopCall {}

    record Clicked(Moment moment, Page page, Button button) implements ShopCall {}

    /** @param gift a property that the shop only sends of late */
    record Ordered(
            Moment moment,
            double revenue,
            int items,
            Optional<String> coupon,
            boolean firstOrder,
            Optional<Boolean> gift)
            implements ShopCall {}

    record SignedIn(Moment moment, Person person) implements ShopCall {}
}
