package dev.sluice.worker.capture.segment;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Serves the settings that browser SDKs of the Segment specification wait for. No other service is asked whether there is
 * such a write key: an SDK without settings would lose what it captures, and its calls are checked anyway.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class SdkSettingsResource {

    @GET
    @Path("v1/projects/{writeKey}/settings")
    public Response segment(@PathParam("writeKey") String writeKey, @Context HttpServerRequest request) {
        return Response.ok(SegmentSettings.of(writeKey, request))
                .header(HttpHeaders.VARY, "Origin")
                .build();
    }

    @GET
    @Path("sourceConfig")
    public RudderSourceConfig rudder(@QueryParam("writeKey") String writeKey) {
        return RudderSourceConfig.of(writeKey == null ? "" : writeKey);
    }
}
