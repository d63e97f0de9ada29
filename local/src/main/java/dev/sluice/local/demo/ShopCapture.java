package dev.sluice.local.demo;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.Output;
import dev.sluice.local.importing.Import;
import dev.sluice.local.shop.SegmentLines;
import dev.sluice.local.shop.ShopCall;
import dev.sluice.local.shop.ShopClicks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sends the shop's calls: clicks over gRPC, everything else as a file over HTTP. */
final class ShopCapture {

    private final SluiceClient client;
    private final EnvironmentAccess access;
    private final Import importing;
    private final Output output;

    ShopCapture(SluiceClient client, EnvironmentAccess access, URI captureUrl, Output output) {
        this.client = client;
        this.access = access;
        this.importing = new Import(captureUrl, access.writeKey(), Import.LARGEST_BATCH);
        this.output = output;
    }

    void send(List<ShopCall> calls, Path file) {
        try {
            Files.write(file, SegmentLines.of(calls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var report = importing.run(file, output);
        if (report.refused() > 0) {
            throw new CommandFailure("line refused: " + report.firstRefused().getFirst());
        }
        output.say("  %,d calls imported from %s, %,d clicks sent over gRPC"
                .formatted(report.accepted(), file.getFileName(), sendClicks(calls)));
    }

    private int sendClicks(List<ShopCall> calls) {
        var clicks = ShopClicks.of(calls);
        if (clicks.isEmpty()) {
            return 0;
        }
        var answer = client.capture()
                .capture(CaptureRequest.newBuilder()
                        .setWriteKey(access.writeKey())
                        .addAllCalls(clicks)
                        .build());
        if (answer.getRefusedCount() > 0) {
            throw new CommandFailure("click refused: " + answer.getRefused(0).getMessage());
        }
        return answer.getAccepted();
    }
}
