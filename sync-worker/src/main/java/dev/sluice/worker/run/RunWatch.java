package dev.sluice.worker.run;

import dev.sluice.sync.v1.WatchRunResponse;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Follows a run by its record, so that any replica can be asked about any run. */
@ApplicationScoped
class RunWatch {

    private final RunStore store;
    private final RunConfig config;

    RunWatch(RunStore store, RunConfig config) {
        this.store = store;
        this.config = config;
    }

    Multi<WatchRunResponse> of(RunRecord run) {
        return Multi.createFrom().emitter(emitter -> Thread.startVirtualThread(() -> follow(run, emitter)));
    }

    private void follow(RunRecord first, MultiEmitter<? super WatchRunResponse> emitter) {
        try {
            var run = first;
            WatchRunResponse last = null;
            while (!emitter.isCancelled()) {
                var now = RunMapper.watched(run);
                if (!Objects.equals(now, last)) {
                    emitter.emit(now);
                    last = now;
                }
                if (run.hasEnded()) {
                    break;
                }
                Thread.sleep(config.watchInterval());
                run = store.find(first.id.toString());
            }
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (RuntimeException e) {
            emitter.fail(e);
        }
    }
}
