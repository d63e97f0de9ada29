package dev.sluice.worker.capture.heap;

import dev.sluice.worker.capture.Capture;
import dev.sluice.worker.capture.CaptureReport;
import dev.sluice.worker.capture.json.BodiesAtWork;
import dev.sluice.worker.capture.key.WriteKeys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Takes calls as clients of Heap's server API send them. An answer without content says that all are durable; one that
 * names calls that are wrong, that all others are.
 */
@Path("/api")
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class HeapResource {

    private final BodiesAtWork bodies;
    private final WriteKeys writeKeys;
    private final Capture capture;
    private final HeapConfig config;

    HeapResource(BodiesAtWork bodies, WriteKeys writeKeys, Capture capture, HeapConfig config) {
        this.bodies = bodies;
        this.writeKeys = writeKeys;
        this.capture = capture;
        this.config = config;
    }

    @POST
    @Path("track")
    public void track(@HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding, byte[] body) {
        take(body, encoding, HeapCall.TRACK);
    }

    @POST
    @Path("add_user_properties")
    public void addUserProperties(@HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding, byte[] body) {
        take(body, encoding, HeapCall.ADD_USER_PROPERTIES);
    }

    @POST
    @Path("v1/identify")
    public void identify(@HeaderParam(HttpHeaders.CONTENT_ENCODING) String encoding, byte[] body) {
        take(body, encoding, HeapCall.IDENTIFY);
    }

    private void take(byte[] body, String encoding, HeapCall kind) {
        bodies.answer(body, encoding, config.bodyBytes(), read -> take(new HeapPost(read, kind)));
    }

    private CaptureReport take(HeapPost post) {
        var environment = writeKeys.environment(post.writeKey());
        var report = capture.take(environment, post.calls()).renamed(HeapCalls.NAMES);
        post.tell(report);
        return report;
    }
}
