package dev.sluice.worker.outbox;

import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.SeenUser;
import java.util.List;

/** What one captured call has to tell identity-service. */
public sealed interface QueuedCall {

    /** Calls to apply, in order. */
    record Calls(List<IdentityCall> calls) implements QueuedCall {

        public Calls {
            calls = List.copyOf(calls);
        }
    }

    /** Somebody who is to be known from now on, and no more than that. */
    record Sighting(SeenUser user) implements QueuedCall {}
}
