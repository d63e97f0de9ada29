package dev.sluice.worker.capture;

import dev.sluice.worker.capture.call.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What became of a batch; what was accepted or repeated is durable. */
public record CaptureReport(int accepted, int repeated, List<RefusedCall> refused) {

    /** A call that was not taken, by its place in the batch, from 0. */
    public record RefusedCall(int index, Refusal refusal) {}

    static CaptureReport of(List<Outcome> outcomes) {
        int accepted = 0;
        int repeated = 0;
        var refused = new ArrayList<RefusedCall>();
        for (int index = 0; index < outcomes.size(); index++) {
            switch (outcomes.get(index)) {
                case Outcome.Accepted _ -> accepted++;
                case Outcome.Repeated _ -> repeated++;
                case Outcome.Refused refusal -> refused.add(new RefusedCall(index, refusal.refusal()));
            }
        }
        return new CaptureReport(accepted, repeated, List.copyOf(refused));
    }

    /** Whether there were calls and none was taken. */
    public boolean allRefused() {
        return accepted + repeated == 0 && !refused.isEmpty();
    }

    /** The same report with the names that a front door's fields have. */
    public CaptureReport renamed(UnaryOperator<String> names) {
        return new CaptureReport(
                accepted,
                repeated,
                refused.stream()
                        .map(call ->
                                new RefusedCall(call.index(), call.refusal().renamed(names)))
                        .toList());
    }
}
