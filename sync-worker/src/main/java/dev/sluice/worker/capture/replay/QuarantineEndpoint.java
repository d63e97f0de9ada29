package dev.sluice.worker.capture.replay;

import dev.sluice.capture.v1.ListRefusedCallsRequest;
import dev.sluice.capture.v1.ListRefusedCallsResponse;
import dev.sluice.capture.v1.QuarantineService;
import dev.sluice.capture.v1.ReplayRefusedCallsRequest;
import dev.sluice.capture.v1.ReplayRefusedCallsResponse;
import dev.sluice.errors.Failure;
import dev.sluice.rpc.OnVirtualThread;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.contract.ReportWriter;
import dev.sluice.worker.capture.key.KnownEnvironments;
import dev.sluice.worker.quarantine.Quarantine;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;

/** The contract's QuarantineService. */
@GrpcService
@OnVirtualThread
class QuarantineEndpoint implements QuarantineService {

    private static final int DEFAULT_PAGE = 100;

    /** A client takes answers of 4 MB unless it is told otherwise; a character takes up to three bytes. */
    private static final long MOST_CHARACTERS = 1L << 20;

    private final KnownEnvironments environments;
    private final Quarantine quarantine;
    private final Replay replay;

    QuarantineEndpoint(KnownEnvironments environments, Quarantine quarantine, Replay replay) {
        this.environments = environments;
        this.quarantine = quarantine;
        this.replay = replay;
    }

    @Override
    public Uni<ListRefusedCallsResponse> listRefusedCalls(ListRefusedCallsRequest request) {
        require(request.getAfter() >= 0, "after", "must not be negative");
        int size = pageSize(request.getPageSize());
        environments.require(request.getEnvironment());
        var page = quarantine.page(request.getEnvironment(), request.getAfter(), size, MOST_CHARACTERS);
        var response = ListRefusedCallsResponse.newBuilder().setMore(page.more());
        page.calls().forEach(call -> response.addCalls(QuarantineMapper.call(call)));
        return Uni.createFrom()
                .item(response.setCursor(
                                page.calls().isEmpty()
                                        ? request.getAfter()
                                        : page.calls().getLast().id())
                        .build());
    }

    @Override
    public Uni<ReplayRefusedCallsResponse> replayRefusedCalls(ReplayRefusedCallsRequest request) {
        var ids = request.getIdsList();
        require(
                !ids.isEmpty() && ids.size() <= CaptureLimits.BULK_ITEMS,
                "ids",
                "must have 1 to %,d entries".formatted(CaptureLimits.BULK_ITEMS));
        require(new HashSet<>(ids).size() == ids.size(), "ids", "must name each call once");
        environments.require(request.getEnvironment());
        return Uni.createFrom()
                .item(ReplayRefusedCallsResponse.newBuilder()
                        .setOutcome(ReportWriter.write(replay.replay(request.getEnvironment(), ids)))
                        .build());
    }

    private static int pageSize(int pageSize) {
        require(pageSize >= 0 && pageSize <= CaptureLimits.BULK_ITEMS, "page_size", "must be 0 to 1,000");
        return pageSize == 0 ? DEFAULT_PAGE : pageSize;
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new Failure.Invalid(field, rule);
        }
    }
}
