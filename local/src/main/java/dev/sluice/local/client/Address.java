package dev.sluice.local.client;

import java.net.URI;

/** The ports on which one service answers on this machine; on {@code management}, for its health and metrics. */
public record Address(int grpc, int management) {

    public static final String HOST = "127.0.0.1";

    /** A path of its health or metrics. */
    public URI managementUrl(String path) {
        return url(management, path);
    }

    public static URI url(int port, String path) {
        return URI.create("http://" + HOST + ":" + port + path);
    }
}
