package dev.sluice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** A certificate of a server on this machine and one of a client, each signed by itself. */
public final class CertificateFiles {

    /** Of {@code clients.p12}. */
    static final String PASSWORD = "changeit";

    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    private final Path folder = temporaryFolder();

    public CertificateFiles() {
        try {
            write("server", made("server", "san=ip:127.0.0.1"));
            var client = made("client", "san=dns:client");
            write("client", client);
            trust(client.getCertificate("client"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param name {@code server.crt}, {@code server.key}, {@code client.crt} or {@code client.key}, each PEM; or {@code
     *     clients.p12}, a store of those that the server trusts
     */
    public Path file(String name) {
        return folder.resolve(name);
    }

    private KeyStore made(String name, String extension) throws IOException, GeneralSecurityException {
        var store = folder.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = List.of(
                keytool,
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                extension,
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        if (new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                != 0) {
            throw new IllegalStateException("keytool made no certificate");
        }
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private void write(String name, KeyStore store) throws IOException, GeneralSecurityException {
        Key key = store.getKey(name, PASSWORD.toCharArray());
        Files.writeString(file(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(
                file(name + ".crt"),
                pem("CERTIFICATE", store.getCertificate(name).getEncoded()));
    }

    private void trust(Certificate client) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", client);
        try (var file = Files.newOutputStream(file("clients.p12"))) {
            trusted.store(file, PASSWORD.toCharArray());
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, PEM.encodeToString(content), what);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("certificates");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
