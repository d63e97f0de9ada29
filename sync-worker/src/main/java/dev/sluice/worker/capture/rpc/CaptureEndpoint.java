package dev.sluice.worker.capture.rpc;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CaptureResponse;
import dev.sluice.capture.v1.CaptureService;
import dev.sluice.errors.Failure;
import dev.sluice.rpc.OnVirtualThread;
import dev.sluice.worker.capture.Capture;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.contract.ReportWriter;
import dev.sluice.worker.capture.key.WriteKeys;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Takes calls as {@code sluice.capture.v1} has them. */
@GrpcService
@OnVirtualThread
class CaptureEndpoint implements CaptureService {

    private final WriteKeys writeKeys;
    private final Capture capture;

    CaptureEndpoint(WriteKeys writeKeys, Capture capture) {
        this.writeKeys = writeKeys;
        this.capture = capture;
    }

    @Override
    public Uni<CaptureResponse> capture(CaptureRequest request) {
        var environment = writeKeys.environment(request.getWriteKey());
        var count = request.getCallsCount();
        if (count == 0 || count > CaptureLimits.BULK_ITEMS) {
            throw new Failure.Invalid("calls", "must have 1 to %,d entries".formatted(CaptureLimits.BULK_ITEMS));
        }
        var calls = request.getCallsList().stream().map(GrpcDoor::reading).toList();
        return Uni.createFrom().item(ReportWriter.write(capture.take(environment, calls)));
    }
}
