package dev.sluice.worker.warehouse.snowflake.standin.faults;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** What is to go wrong, and when. Each fault happens once. */
public final class Faults {

    private final List<Planned> planned = new CopyOnWriteArrayList<>();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean dead = new AtomicBoolean();
    private final AtomicLong statements = new AtomicLong();

    public enum When {
        BEFORE,
        AFTER
    }

    private record Planned(When when, Optional<Pattern> pattern, long number, Fault fault) {

        boolean concerns(When now, String sql, long current) {
            return when == now
                    && pattern.map(wanted -> wanted.matcher(sql).find()).orElse(current == number);
        }
    }

    /** @param pattern of the next statement that it is to happen to; found anywhere in it, in any case */
    public void plan(When when, String pattern, Fault fault) {
        planned.add(new Planned(
                when, Optional.of(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL)), 0, fault));
    }

    /** @param number of the statement, counted from 1 on from now */
    public void plan(When when, long number, Fault fault) {
        planned.add(new Planned(when, Optional.empty(), statements.get() + number, fault));
    }

    /** Answers the next requests with 503, which the driver takes as a call to come again. */
    public void unavailable(int requests) {
        unavailable.set(requests);
    }

    public boolean isUnavailable() {
        return unavailable.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    public boolean isGone() {
        return gone.get();
    }

    /** Whether whoever asks is taken for dead. */
    public boolean isDead() {
        return dead.get();
    }

    void leave() {
        gone.set(true);
    }

    /** Whoever was gone is back, and nothing more is to go wrong. */
    public void clear() {
        planned.clear();
        unavailable.set(0);
        gone.set(false);
        dead.set(false);
    }

    /** A statement begins. */
    public long count() {
        return statements.incrementAndGet();
    }

    /** What happens to the statement; a gate is passed here. */
    public Optional<Fault> happen(When when, String sql, long number) {
        for (var each : planned) {
            if (each.concerns(when, sql, number) && planned.remove(each)) {
                if (each.fault() instanceof Fault.Held held) {
                    held.gate().pass();
                    continue;
                }
                if (each.fault() instanceof Fault.Gone) {
                    leave();
                }
                if (each.fault() instanceof Fault.Dead) {
                    dead.set(true);
                }
                return Optional.of(each.fault());
            }
        }
        return Optional.empty();
    }
}
