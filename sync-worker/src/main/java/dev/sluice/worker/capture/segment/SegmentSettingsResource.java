package dev.sluice.worker.capture.segment;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Is to Segment's browser SDK the CDN that it asks for settings. No other service is asked whether there is such a write
 * key: an SDK without settings would lose what it captures, and its calls are checked anyway.
 */
@Path("/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class SegmentSettingsResource {

    @GET
    @Path("{writeKey}/settings")
    public Response settings(@PathParam("writeKey") String writeKey, @Context HttpServerRequest request) {
        return Response.ok(SegmentSettings.of(writeKey, request))
                .header(HttpHeaders.VARY, "Origin")
                .build();
    }
}
