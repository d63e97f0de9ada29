package dev.sluice.worker.capture.call;

import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;

/** A front door that can read again what it received before. */
public interface FrontDoor {

    Door door();

    /**
     * @param kind, body and origin as {@link Received} gave them
     * @throws CallRefused where the item still is no call
     */
    CapturedCall read(String kind, String body, Origin origin);
}
