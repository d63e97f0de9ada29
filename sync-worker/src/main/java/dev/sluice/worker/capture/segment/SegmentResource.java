package dev.sluice.worker.capture.segment;

import dev.sluice.worker.capture.Capture;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.Reading;
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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;

/** Takes calls as clients of the Segment specification send them. */
@Path("/v1")
// Browsers send what is left at the end of a visit as text/plain.
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SegmentResource {

    private final BodiesAtWork bodies;
    private final WriteKeys writeKeys;
    private final Capture capture;
    private final InstantSource clock;

    SegmentResource(BodiesAtWork bodies, WriteKeys writeKeys, Capture capture, InstantSource clock) {
        this.bodies = bodies;
        this.writeKeys = writeKeys;
        this.capture = capture;
        this.clock = clock;
    }

    @POST
    @Path("{type:track|page|screen|identify|group|alias|[tpsiga]}")
    public Response one(
            @PathParam("type") String type,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            @Context HttpServerRequest request,
            byte[] body) {
        return bodies.answer(body, encoding, CaptureLimits.CALL_BYTES, call -> {
            var environment = writeKeys.environment(WriteKey.of(authorization, call));
            var kind = SegmentKind.of(typed(type), call, clock.instant());
            return take(environment, List.of(SegmentDoor.reading(kind, call.node(), RequestOrigin.of(request))));
        });
    }

    @POST
    @Path("{type:batch|b}")
    public Response batch(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            @Context HttpServerRequest request,
            byte[] body) {
        return bodies.answer(body, encoding, CaptureLimits.BATCH_BYTES, batch -> {
            var environment = writeKeys.environment(WriteKey.of(authorization, batch));
            return take(environment, SegmentBatch.read(batch, RequestOrigin.of(request), clock.instant()));
        });
    }

    /** Segment's browser SDK names types by their first letters. */
    private static String typed(String type) {
        return switch (type) {
            case "t" -> "track";
            case "p" -> "page";
            case "s" -> "screen";
            case "i" -> "identify";
            case "g" -> "group";
            case "a" -> "alias";
            default -> type;
        };
    }

    private Response take(String environment, List<Reading> calls) {
        var report = capture.take(environment, calls).renamed(SegmentCalls.NAMES);
        var status = report.allRefused() ? Response.Status.BAD_REQUEST : Response.Status.OK;
        return Response.status(status).entity(CaptureAnswer.of(report)).build();
    }
}
