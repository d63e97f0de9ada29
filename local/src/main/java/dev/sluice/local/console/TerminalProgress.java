package dev.sluice.local.console;

import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Draws a bar in place, for a person who watches. */
final class TerminalProgress implements Progress {

    private static final int WIDTH = 100;
    private static final int INTERVAL_MILLIS = 100;
    private static final int UNKNOWN = -1;

    private final Output output;
    private final ProgressBar bar;

    TerminalProgress(Output output, String task) {
        this.output = output;
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(UNKNOWN)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .build();
    }

    @Override
    public void reach(long done, long total) {
        bar.maxHint(total == 0 ? UNKNOWN : total);
        bar.stepTo(done);
    }

    @Override
    public void note(String message) {
        bar.setExtraMessage(message);
    }

    @Override
    public void close() {
        bar.close();
        output.say("");
    }

    /** The bar draws itself from a thread of its own, and once more when it is closed. */
    private synchronized void draw(String line) {
        output.writer().print("\r" + line);
        output.writer().flush();
    }
}
