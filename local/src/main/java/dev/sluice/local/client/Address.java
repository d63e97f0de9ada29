package dev.sluice.local.client;

import java.net.URI;

/** The ports on which one service answers on this machine. */
public record Address(int http, int grpc) {

    public static final String HOST = "127.0.0.1";

    public URI url(String path) {
        return URI.create("http://" + HOST + ":" + http + path);
    }
}
