package dev.sluice.access;

import io.grpc.Metadata;
import java.util.Optional;

/** How a token travels with a call. */
final class BearerToken {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The scheme's name may be of any case, as that of HTTP. */
    static Optional<String> of(Metadata headers) {
        return Optional.ofNullable(headers.get(AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }

    static Metadata with(String token) {
        var headers = new Metadata();
        headers.put(AUTHORIZATION, SCHEME + token);
        return headers;
    }
}
