package dev.sluice.local.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.shop.ShopCall.Moment;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** What the sample data is good for. */
final class ShopSampleTest {

    private final ShopSample sample = new ShopSample();

    @Test
    void theCallsAreAlwaysTheSame() {
        assertEquals(sample.week(), new ShopSample().week());
        assertEquals(sample.dayAfter(), new ShopSample().dayAfter());
    }

    @Test
    void everyCallHasItsOwnId() {
        var all = new ArrayList<>(sample.week());
        all.addAll(sample.dayAfter());
        assertEquals(
                all.size(),
                all.stream()
                        .map(ShopCall::moment)
                        .map(Moment::messageId)
                        .distinct()
                        .count());
    }

    @Test
    void thereIsSomethingToSeeOfEverything() {
        var week = new ShopFacts(sample.week());
        assertEquals(48, week.users());
        assertEquals(6, week.migrations());
        assertEquals(0, week.gifts());
        assertTrue(week.orders() > 10);
        assertTrue(week.clicksOn(Button.MENU) > 10);
        assertTrue(week.clicksOn(Button.BUY, Page.PRICING) > 10);
        assertTrue(week.clicksOn(Button.BUY) > week.clicksOn(Button.BUY, Page.PRICING));
    }

    @Test
    void theDayAfterMakesTwoDevicesOneUser() {
        var all = new ArrayList<>(sample.week());
        all.addAll(sample.dayAfter());
        var facts = new ShopFacts(all);
        assertEquals(43, facts.users());
        assertEquals(16, facts.migrations());
        assertEquals(3, facts.gifts());
    }
}
