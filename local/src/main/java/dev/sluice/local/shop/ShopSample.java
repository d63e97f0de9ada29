package dev.sluice.local.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The calls of a small shop: a week of visits, and the day after, on which some visitors turn out to be the same people
 * on two devices. Always the same calls, so that what a warehouse must hold can be told beforehand.
 */
public final class ShopSample {

    private static final long SEED = 20_250_901;
    private static final Instant MONDAY = Instant.parse("2025-09-01T00:00:00Z");
    private static final int DAYS = 7;
    private static final int VISITORS = 48;
    private static final double COMES = 0.3;
    private static final int GIFTS = 3;

    /** They have an account in the first week already; visitors 0, 1, … */
    private static final List<Person> EARLY = List.of(
            new Person("Ada", "pro"),
            new Person("Barbara", "free"),
            new Person("Donald", "free"),
            new Person("Edsger", "pro"),
            new Person("Frances", "team"),
            new Person("Alan", "free"));

    /** They sign in on the day after, each on two devices; the last visitors. */
    private static final List<Person> LATE = List.of(
            new Person("Grace", "team"),
            new Person("Katherine", "pro"),
            new Person("Niklaus", "free"),
            new Person("Radia", "pro"),
            new Person("Tony", "free"));

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<Visitor> visitors =
            IntStream.range(0, VISITORS).mapToObj(Browsers::visitor).toList();
    private final List<ShopCall> week = new ArrayList<>();
    private final List<ShopCall> dayAfter = new ArrayList<>();

    public ShopSample() {
        visitors.forEach(this::visitAllWeek);
        for (int person = 0; person < LATE.size(); person++) {
            signInTwice(LATE.get(person), devices(person), person < GIFTS);
        }
    }

    public List<ShopCall> week() {
        return List.copyOf(week);
    }

    public List<ShopCall> dayAfter() {
        return List.copyOf(dayAfter);
    }

    /** Somebody whose two devices become one user on the day after. */
    public Person someoneWithTwoDevices() {
        return LATE.getFirst();
    }

    public List<Visitor> theirDevices() {
        return devices(0);
    }

    private void visitAllWeek(Visitor visitor) {
        boolean ordered = false;
        // Everybody comes on one day at least.
        int sure = random.nextInt(DAYS);
        for (int day = 0; day < DAYS; day++) {
            if (day == sure || random.nextDouble() < COMES) {
                var visit = new Visit(random, visitor, start(day));
                ordered |= visit.wander(!ordered);
                if (day == sure && visitor.number() < EARLY.size()) {
                    visit.signIn(EARLY.get(visitor.number()));
                }
                week.addAll(visit.calls());
            }
        }
    }

    private void signInTwice(Person person, List<Visitor> devices, boolean orders) {
        for (var device : devices) {
            var visit = new Visit(random, device, start(DAYS));
            visit.view(Page.HOME);
            if (orders && device == devices.getFirst()) {
                visit.order(false, Optional.of(true));
            }
            visit.signIn(person);
            dayAfter.addAll(visit.calls());
        }
    }

    private List<Visitor> devices(int person) {
        int last = VISITORS - 2 * person;
        return visitors.subList(last - 2, last);
    }

    private Instant start(int day) {
        return MONDAY.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(random.nextInt(8 * 60, 20 * 60)));
    }
}
