package dev.sluice.worker.retention;

import dev.sluice.errors.GrpcStatuses;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.run.PublishedState;
import dev.sluice.worker.snapshot.RegisteredWarehouses;
import io.grpc.StatusRuntimeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows how far the warehouses of environments have read the event log. */
@ApplicationScoped
class ReadPositions {

    private final RegisteredWarehouses warehouses;
    private final PublishedState published;

    ReadPositions(RegisteredWarehouses warehouses, PublishedState published) {
        this.warehouses = warehouses;
        this.published = published;
    }

    record Behind(String environment, String warehouse) {}

    /**
     * A warehouse that does not show a position yet.
     *
     * @param positions by environment
     */
    Optional<Behind> behind(Map<String, Long> positions) {
        return positions.entrySet().stream()
                .flatMap(last -> registered(last.getKey()).stream()
                        .filter(warehouse ->
                                published.logPosition(last.getKey(), warehouse).orElse(0L) < last.getValue())
                        .map(warehouse -> new Behind(last.getKey(), warehouse)))
                .findFirst();
    }

    /** An environment that is no more has none; otherwise, who cannot be asked stops the sweep. */
    private List<String> registered(String environment) {
        try {
            return warehouses.of(environment);
        } catch (StatusRuntimeException e) {
            if (GrpcStatuses.reason(e) == ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }
}
