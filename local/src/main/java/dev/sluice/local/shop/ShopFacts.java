package dev.sluice.local.shop;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Counts, straight from the calls, what a warehouse must show of them. */
public final class ShopFacts {

    private record Visited(Visitor visitor, LocalDate day) {}

    private final List<ShopCall> calls;

    public ShopFacts(List<ShopCall> calls) {
        this.calls = List.copyOf(calls);
    }

    /** A person is one user whatever the number of devices, and a visitor without an account one each. */
    public long users() {
        return visitors().stream()
                .map(visitor -> owners().getOrDefault(visitor, visitor.anonymousId()))
                .distinct()
                .count();
    }

    /** Each device that somebody has signed in on was another user before. */
    public long migrations() {
        return owners().size();
    }

    /** Nobody comes twice a day. */
    public long sessions() {
        return calls.stream()
                .filter(call -> !(call instanceof ShopCall.SignedIn))
                .map(ShopCall::moment)
                .map(each -> new Visited(each.visitor(), LocalDate.ofInstant(each.time(), ZoneOffset.UTC)))
                .distinct()
                .count();
    }

    public long pageviews() {
        return count(call -> call instanceof ShopCall.Viewed);
    }

    public long pageviewsOf(Page page) {
        return count(call -> call instanceof ShopCall.Viewed viewed && viewed.page() == page);
    }

    public long clicksOn(Button button) {
        return count(call -> call instanceof ShopCall.Clicked clicked && clicked.button() == button);
    }

    public long clicksOn(Button button, Page page) {
        return count(call ->
                call instanceof ShopCall.Clicked clicked && clicked.button() == button && clicked.page() == page);
    }

    public long orders() {
        return count(call -> call instanceof ShopCall.Ordered);
    }

    public long gifts() {
        return count(call ->
                call instanceof ShopCall.Ordered ordered && ordered.gift().isPresent());
    }

    public long pageviewsBy(List<Visitor> devices) {
        return count(call -> call instanceof ShopCall.Viewed viewed
                && devices.contains(viewed.moment().visitor()));
    }

    private long count(Predicate<ShopCall> rule) {
        return calls.stream().filter(rule).count();
    }

    private Set<Visitor> visitors() {
        var visitors = new HashSet<Visitor>();
        calls.forEach(call -> visitors.add(call.moment().visitor()));
        return visitors;
    }

    private Map<Visitor, String> owners() {
        var owners = new HashMap<Visitor, String>();
        for (var call : calls) {
            if (call instanceof ShopCall.SignedIn(var moment, var person)) {
                owners.put(moment.visitor(), person.identity());
            }
        }
        return owners;
    }
}
