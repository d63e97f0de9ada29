package dev.sluice.worker.capture.json;

import dev.sluice.errors.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Lets only so much of what clients send be at work at once: what is read of a body takes many times its bytes until its
 * request is answered. A body counts when all of it has come, so that nobody holds a place by being slow.
 */
@ApplicationScoped
public class BodiesAtWork {

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    BodiesAtWork(BodiesConfig config) {
        this.most = config.bytes();
    }

    /**
     * Answers by the work that is done with the body.
     *
     * @param encoding the header Content-Encoding; null for none
     */
    public <T> T answer(byte[] body, String encoding, int limit, Function<JsonObject, T> work) {
        var plain = RequestBody.plain(body, encoding, limit);
        int size = plain.length;
        try {
            long together = bytes.addAndGet(size);
            // The largest body is let in as long as it is alone.
            if (together > most && together != size) {
                throw new Failure.Unavailable("too much is being read at once", null);
            }
            return work.apply(RequestBody.object(plain));
        } finally {
            bytes.addAndGet(-size);
        }
    }
}
