package dev.sluice.worker.capture.browser;

import dev.sluice.worker.capture.Capture;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.http.CaptureAnswer;
import dev.sluice.worker.capture.http.RequestOrigin;
import dev.sluice.worker.capture.http.WriteKey;
import dev.sluice.worker.capture.json.BodiesAtWork;
import dev.sluice.worker.capture.key.WriteKeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;

/** Takes calls as {@code sluice.capture.v1} has them, in its JSON form. */
@Path("/v1/capture")
// Text is what browsers send to another site without asking it first, and all they can send from a page that goes.
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BrowserResource {

    private final BodiesAtWork bodies;
    private final WriteKeys writeKeys;
    private final Capture capture;
    private final InstantSource clock;

    BrowserResource(BodiesAtWork bodies, WriteKeys writeKeys, Capture capture, InstantSource clock) {
        this.bodies = bodies;
        this.writeKeys = writeKeys;
        this.capture = capture;
        this.clock = clock;
    }

    @POST
    public Response take(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            @Context HttpServerRequest request,
            byte[] body) {
        return bodies.answer(body, encoding, CaptureLimits.BATCH_BYTES, batch -> {
            var environment = writeKeys.environment(WriteKey.of(authorization, batch));
            var report =
                    capture.take(environment, BrowserBatch.read(batch, RequestOrigin.of(request), clock.instant()));
            var status = report.allRefused() ? Response.Status.BAD_REQUEST : Response.Status.OK;
            return Response.status(status).entity(CaptureAnswer.of(report)).build();
        });
    }
}
