package dev.sluice.worker.capture.segment;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Is to RudderStack's browser SDK the control plane; which write keys there are is asked when calls come. */
@Path("/sourceConfig")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class RudderSourceConfigResource {

    @GET
    public RudderSourceConfig sourceConfig(@QueryParam("writeKey") String writeKey) {
        return RudderSourceConfig.of(writeKey == null ? "" : writeKey);
    }
}
