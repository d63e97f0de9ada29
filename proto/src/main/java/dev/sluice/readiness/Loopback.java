package dev.sluice.readiness;

import java.net.InetAddress;

/** Tells the addresses that only this machine reaches, without asking anybody for a name. */
public final class Loopback {

    private Loopback() {}

    /** @param host as settings give it; an address, or a name of which only {@code localhost} is known */
    public static boolean is(String host) {
        try {
            return "localhost".equalsIgnoreCase(host)
                    || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
