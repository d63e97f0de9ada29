package dev.sluice.worker.capture.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Finds the write key in an Authorization header: the user name of Basic authentication. */
final class WriteKeyHeader {

    private static final String BASIC = "Basic ";

    private WriteKeyHeader() {}

    /** Null where the header, which may be null, carries none. */
    static String read(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            var decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
