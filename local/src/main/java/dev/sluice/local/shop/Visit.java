package dev.sluice.local.shop;

import dev.sluice.local.shop.ShopCall.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One visit: what a visitor does from the first page to the last, a minute or two between the steps. */
final class Visit {

    private static final List<Page> WANDERED =
            List.of(Page.HOME, Page.HOME, Page.PRICING, Page.PRICING, Page.TEAPOT, Page.KETTLE, Page.BREWING);
    private static final double BUY = 0.45;
    private static final double MENU = 0.4;
    private static final double ORDER = 0.6;
    private static final double COUPON = 0.3;
    private static final double PRICE = 19.9;

    private final List<ShopCall> calls = new ArrayList<>();
    private final SplittableRandom random;
    private final Visitor visitor;
    private final String prefix;
    private Instant clock;

    Visit(SplittableRandom random, Visitor visitor, Instant start) {
        this.random = random;
        this.visitor = visitor;
        this.prefix = visitor.anonymousId() + "-" + start.getEpochSecond() + "-";
        this.clock = start;
    }

    List<ShopCall> calls() {
        return List.copyOf(calls);
    }

    /** @return whether it ended with an order */
    boolean wander(boolean firstOrder) {
        int pages = random.nextInt(2, 6);
        for (int page = 0; page < pages; page++) {
            if (look(WANDERED.get(random.nextInt(WANDERED.size())))) {
                view(Page.CHECKOUT);
                if (random.nextDouble() < ORDER) {
                    order(firstOrder, Optional.empty());
                    return true;
                }
            }
        }
        return false;
    }

    void view(Page page) {
        calls.add(new ShopCall.Viewed(next(), page));
    }

    void order(boolean firstOrder, Optional<Boolean> gift) {
        int items = random.nextInt(1, 5);
        var coupon = random.nextDouble() < COUPON ? Optional.of("SPRING") : Optional.<String>empty();
        double revenue = Math.round(items * PRICE * 100) / 100.0;
        calls.add(new ShopCall.Ordered(next(), revenue, items, coupon, firstOrder, gift));
    }

    void signIn(Person person) {
        calls.add(new ShopCall.SignedIn(next(), person));
    }

    /** Looks at a page and perhaps clicks; tells whether to buy. */
    private boolean look(Page page) {
        view(page);
        if (page.sells() && random.nextDouble() < BUY) {
            calls.add(new ShopCall.Clicked(next(), page, Button.BUY));
            return true;
        }
        if (random.nextDouble() < MENU) {
            calls.add(new ShopCall.Clicked(next(), page, Button.MENU));
        }
        return false;
    }

    private Moment next() {
        clock = clock.plus(Duration.ofSeconds(random.nextInt(20, 150)));
        return new Moment(prefix + calls.size(), clock, visitor);
    }
}
