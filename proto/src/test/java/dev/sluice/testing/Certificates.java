package dev.sluice.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** The settings with which a service shows a certificate, and asks for one. */
public final class Certificates implements QuarkusTestResourceLifecycleManager {

    private CertificateFiles files;

    @Override
    public Map<String, String> start() {
        files = new CertificateFiles();
        return settings();
    }

    @Override
    public void stop() {
        // The folder is one of the system's temporary ones.
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType() == Certificates.class);
    }

    /** @param name {@code server.crt}, {@code client.crt} or {@code client.key}, each PEM */
    public Path file(String name) {
        return files.file(name);
    }

    /** The client called {@code self} is the service's own way to itself. */
    private Map<String, String> settings() {
        return Map.of(
                "quarkus.grpc.server.ssl.certificate", file("server.crt").toString(),
                "quarkus.grpc.server.ssl.key", file("server.key").toString(),
                "quarkus.grpc.server.ssl.trust-store", file("clients.p12").toString(),
                "quarkus.grpc.server.ssl.trust-store-password", CertificateFiles.PASSWORD,
                "quarkus.grpc.server.ssl.client-auth", "REQUIRED",
                "quarkus.grpc.clients.self.host", "127.0.0.1",
                "quarkus.grpc.clients.self.test-port", "${quarkus.grpc.server.test-port}",
                "quarkus.grpc.clients.self.ssl.trust-store", file("server.crt").toString(),
                "quarkus.grpc.clients.self.ssl.certificate", file("client.crt").toString(),
                "quarkus.grpc.clients.self.ssl.key", file("client.key").toString());
    }
}
