package dev.sluice.local.law;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.identity.v1.RestoreMergeRequest;
import dev.sluice.identity.v1.UndoMergeRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Which merges that calls ask for are undone: of a pair of users all, whichever call asks. */
final class Merges {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final SluiceClient client;
    private final EnvironmentAccess access;
    private final Set<List<String>> undone = new HashSet<>();

    Merges(SluiceClient client, EnvironmentAccess access) {
        this.client = client;
        this.access = access;
    }

    void undo(List<Call> captured, int place) {
        choose(captured, place, call -> {
            whenItIsThere(() -> client.ledger()
                    .undoMerge(UndoMergeRequest.newBuilder()
                            .setEnvironment(access.environment())
                            .setCallId(call.id())
                            .build()));
            pair(call).ifPresent(undone::add);
        });
    }

    void restore(List<Call> captured, int place) {
        choose(captured, place, call -> {
            whenItIsThere(() -> client.ledger()
                    .restoreMerge(RestoreMergeRequest.newBuilder()
                            .setEnvironment(access.environment())
                            .setCallId(call.id())
                            .build()));
            pair(call).ifPresent(undone::remove);
        });
    }

    Call asItCounts(Call call) {
        return pair(call).filter(undone::contains).isPresent() ? new Call.Undone(call) : call;
    }

    /** Capture acknowledges a call before identity-service has it. */
    private static void whenItIsThere(Runnable action) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                action.run();
                return;
            } catch (StatusRuntimeException e) {
                if (GrpcStatuses.reason(e) != ErrorReason.ERROR_REASON_CALL_NOT_FOUND || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static void choose(List<Call> captured, int place, Consumer<Call> action) {
        var asking = captured.stream().filter(call -> pair(call).isPresent()).toList();
        if (!asking.isEmpty()) {
            action.accept(asking.get(place % asking.size()));
        }
    }

    private static Optional<List<String>> pair(Call call) {
        return switch (call) {
            case Call.Identify identify -> Optional.of(List.of(identify.device().toString(), identify.identity()));
            case Call.Alias alias -> Optional.of(List.of(alias.from(), alias.to()));
            case Call.Occurrence _, Call.Properties _, Call.Undone _ -> Optional.empty();
        };
    }
}
