package dev.sluice.local.console;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a long step is: one line drawn in place on a terminal, a line now and then in a log. */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 100;
    private static final int TERMINAL_INTERVAL_MILLIS = 100;
    private static final int LOG_INTERVAL_MILLIS = 3_000;

    private final Output output;
    private final ProgressBar bar;

    Progress(Output output, String task, long total) {
        this.output = output;
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total == 0 ? -1 : total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(output.terminal() ? TERMINAL_INTERVAL_MILLIS : LOG_INTERVAL_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
    }

    public void reach(long done) {
        bar.stepTo(done);
    }

    public void reach(long done, long total) {
        bar.maxHint(total == 0 ? -1 : total);
        bar.stepTo(done);
    }

    public void note(String message) {
        bar.setExtraMessage(message);
    }

    @Override
    public void close() {
        bar.close();
        if (output.terminal()) {
            output.say("");
        }
    }

    private void draw(String line) {
        if (output.terminal()) {
            output.writer().print("\r" + line);
            output.writer().flush();
        } else {
            output.say(line.stripTrailing());
        }
    }
}
