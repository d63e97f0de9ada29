package dev.sluice.worker.capture.segment;

import dev.sluice.worker.capture.Capture;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.json.JsonObject;
import dev.sluice.worker.capture.json.RequestBody;
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
import java.util.List;

/** Takes calls as clients of the Segment specification send them. */
@Path("/v1")
// Browsers send what is left at the end of a visit as text/plain.
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SegmentResource {

    private final WriteKeys writeKeys;
    private final Capture capture;

    SegmentResource(WriteKeys writeKeys, Capture capture) {
        this.writeKeys = writeKeys;
        this.capture = capture;
    }

    @POST
    @Path("{type:track|page|screen|identify|group|alias}")
    public Response one(
            @PathParam("type") String type,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            @Context HttpServerRequest request,
            byte[] body) {
        var call = RequestBody.read(body, encoding, CaptureLimits.CALL_BYTES);
        var environment = environment(authorization, call);
        var item = SegmentDoor.item(type, call.node(), remoteAddress(request));
        return take(
                environment,
                List.of(Reading.of(item, () -> SegmentDoor.call(type, call.node(), item.remoteAddress()))));
    }

    @POST
    @Path("batch")
    public Response batch(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding,
            @Context HttpServerRequest request,
            byte[] body) {
        var batch = RequestBody.read(body, encoding, CaptureLimits.BATCH_BYTES);
        var environment = environment(authorization, batch);
        return take(environment, SegmentBatch.read(batch, remoteAddress(request)));
    }

    private Response take(String environment, List<Reading> calls) {
        var report = capture.take(environment, calls).renamed(SegmentCalls.NAMES);
        var status = report.allRefused() ? Response.Status.BAD_REQUEST : Response.Status.OK;
        return Response.status(status).entity(SegmentAnswer.of(report)).build();
    }

    private String environment(String authorization, JsonObject body) {
        var inHeader = WriteKeyHeader.read(authorization);
        return writeKeys.environment(inHeader == null || inHeader.isEmpty() ? writeKey(body) : inHeader);
    }

    private static String writeKey(JsonObject body) {
        try {
            return body.text("writeKey");
        } catch (CallRefused refused) {
            throw refused.asFailure();
        }
    }

    private static String remoteAddress(HttpServerRequest request) {
        return request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    }
}
