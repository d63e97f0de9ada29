package dev.sluice.worker.capture.contract;

import dev.sluice.capture.v1.CaptureResponse;
import dev.sluice.worker.capture.CaptureReport;

/** Writes what became of calls as the contract tells it. */
public final class ReportWriter {

    private ReportWriter() {}

    public static CaptureResponse write(CaptureReport report) {
        var response =
                CaptureResponse.newBuilder().setAccepted(report.accepted()).setRepeatedCalls(report.repeated());
        for (var call : report.refused()) {
            response.addRefusedBuilder()
                    .setIndex(call.index())
                    .setReason(call.refusal().reason())
                    .setField(call.refusal().field())
                    .setMessage(call.refusal().message());
        }
        return response.build();
    }
}
