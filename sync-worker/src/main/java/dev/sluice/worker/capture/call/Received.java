package dev.sluice.worker.capture.call;

import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import java.util.List;

/** An item as a front door received it: what is kept of it, should it be refused. */
public interface Received {

    Door door();

    /** What the door has to know beside the body to read it again; may be empty. */
    String kind();

    /** As JSON. */
    String body();

    /** Where the request came from, for what the call does not tell of it. */
    Origin origin();

    /** Whom the item names, by {@link dev.sluice.worker.quarantine.UserKeys}, as far as that can be read. */
    List<String> userKeys();
}
