package dev.sluice.worker.capture.derive;

/** Derivation without the rest of the service. */
public final class Derivations {

    private Derivations() {}

    public static Derivation complete() {
        return new Derivation(new VisitDerivation(new UserAgents()));
    }
}
