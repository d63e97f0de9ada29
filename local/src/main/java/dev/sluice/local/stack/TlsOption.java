package dev.sluice.local.stack;

import dev.sluice.local.console.CommandFailure;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import picocli.CommandLine.Option;

/** How services at addresses are called: in plain text, over TLS, or over TLS with a certificate of the caller's. */
public final class TlsOption {

    private static final String TLS = "SLUICE_TLS";

    @Option(
            names = "--tls",
            description = "Call services at addresses over TLS (default: the variable SLUICE_TLS, true or false).")
    private boolean tls;

    @Option(
            names = "--tls-authority",
            paramLabel = "FILE",
            defaultValue = "${env:SLUICE_TLS_AUTHORITY}",
            description = "Over TLS, by this authority (PEM; default: the variable SLUICE_TLS_AUTHORITY, or whom Java"
                    + " trusts).")
    private File authority;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            defaultValue = "${env:SLUICE_TLS_CERTIFICATE}",
            description =
                    "Over TLS, with this certificate of yours (PEM; default: the variable SLUICE_TLS_CERTIFICATE).")
    private File certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:SLUICE_TLS_KEY}",
            description = "The key of that certificate (PEM; default: the variable SLUICE_TLS_KEY).")
    private File key;

    /** @throws CommandFailure where files are missing or cannot be read */
    ChannelCredentials credentials() {
        if ((certificate == null) != (key == null)) {
            throw new CommandFailure("--tls-certificate and --tls-key belong together; give both or none");
        }
        boolean secured = tls || Boolean.parseBoolean(System.getenv(TLS)) || authority != null || certificate != null;
        return secured ? tlsCredentials() : InsecureChannelCredentials.create();
    }

    private ChannelCredentials tlsCredentials() {
        var credentials = TlsChannelCredentials.newBuilder();
        try {
            if (authority != null) {
                credentials.trustManager(authority);
            }
            if (certificate != null) {
                credentials.keyManager(certificate, key);
            }
        } catch (IOException e) {
            throw new CommandFailure("a file for TLS cannot be read: " + e.getMessage(), e);
        }
        return credentials.build();
    }
}
