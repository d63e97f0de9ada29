package dev.sluice.local.console;

import java.time.Duration;

/** Writes a line now and then, for a log that is read later; what is soon done has one line. */
final class LogProgress implements Progress {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(3).toNanos();

    private final Output output;
    private final String task;
    private long saidAt = System.nanoTime();
    private long done;
    private long total;
    private String message = "";

    LogProgress(Output output, String task) {
        this.output = output;
        this.task = task;
    }

    @Override
    public void reach(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
        if (System.nanoTime() - saidAt > INTERVAL_NANOS) {
            say();
        }
    }

    @Override
    public void note(String nowMessage) {
        message = nowMessage;
    }

    @Override
    public void close() {
        say();
    }

    private void say() {
        saidAt = System.nanoTime();
        var amount = total == 0 ? (done == 0 ? "" : "%,d".formatted(done)) : "%,d of %,d".formatted(done, total);
        output.say("%-12s %-20s %s".formatted(task, amount, message).stripTrailing());
    }
}
