package dev.sluice.local.sync;

import dev.sluice.local.console.Output;
import dev.sluice.local.console.Progress;
import dev.sluice.sync.v1.RunStage;
import dev.sluice.sync.v1.WatchRunResponse;
import java.util.Locale;

/** Shows the stages of a run, one after the other. */
final class RunProgress implements AutoCloseable {

    private static final String PREFIX = "RUN_STAGE_";

    private final Output output;
    private RunStage stage = RunStage.RUN_STAGE_UNSPECIFIED;
    private Progress current;

    RunProgress(Output output) {
        this.output = output;
    }

    void show(WatchRunResponse news) {
        if (news.getStage() != stage) {
            enter(news);
        }
        if (current != null) {
            current.note(news.getMessage());
            current.reach(news.getDone(), news.getTotal());
        }
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private void enter(WatchRunResponse news) {
        close();
        stage = news.getStage();
        if (stage != RunStage.RUN_STAGE_DONE && stage != RunStage.RUN_STAGE_UNSPECIFIED) {
            current = output.progress(name());
        }
    }

    private String name() {
        return "  " + stage.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }
}
