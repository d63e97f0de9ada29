package dev.sluice.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.console.ExitCode;
import dev.sluice.sync.v1.ListRunsRequest;
import dev.sluice.sync.v1.ListRunsResponse;
import dev.sluice.sync.v1.SyncServiceGrpc;
import dev.sluice.testing.CertificateFiles;
import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands speak to a service that lets in nobody without a certificate. */
class MutualTlsTest {

    private static final CertificateFiles CERTIFICATES = new CertificateFiles();

    private static Server server;

    @BeforeAll
    static void start() throws IOException {
        var credentials = TlsServerCredentials.newBuilder()
                .keyManager(
                        CERTIFICATES.file("server.crt").toFile(),
                        CERTIFICATES.file("server.key").toFile())
                .trustManager(CERTIFICATES.file("client.crt").toFile())
                .clientAuth(ClientAuth.REQUIRE)
                .build();
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0), credentials)
                .addService(new NoRuns())
                .build()
                .start();
    }

    @AfterAll
    static void stop() {
        server.shutdownNow();
    }

    private static final class NoRuns extends SyncServiceGrpc.SyncServiceImplBase {
        @Override
        public void listRuns(ListRunsRequest request, StreamObserver<ListRunsResponse> observer) {
            observer.onNext(ListRunsResponse.getDefaultInstance());
            observer.onCompleted();
        }
    }

    private static String file(String name) {
        return CERTIFICATES.file(name).toString();
    }

    private static String[] runs(String... options) {
        var line =
                List.of("runs", "--sync-at=127.0.0.1:" + server.getPort(), "--environment=shop", "--warehouse=local");
        return Stream.concat(line.stream(), Stream.of(options)).toArray(String[]::new);
    }

    private static void refused(String why, String... options) {
        var run = CommandRun.of(runs(options));
        assertEquals(ExitCode.FAILED, run.exitCode());
        assertTrue(run.err().contains(why), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void certificateLetsACommandIn() throws IOException, InterruptedException {
        var byOptions = CommandRun.of(runs(
                "--tls-authority=" + file("server.crt"),
                "--tls-certificate=" + file("client.crt"),
                "--tls-key=" + file("client.key")));
        assertEquals(ExitCode.DONE, byOptions.exitCode(), byOptions.err());
        var byVariables = CommandRun.of(
                Map.of(
                        "SLUICE_TLS_AUTHORITY", file("server.crt"),
                        "SLUICE_TLS_CERTIFICATE", file("client.crt"),
                        "SLUICE_TLS_KEY", file("client.key")),
                runs());
        assertEquals(ExitCode.DONE, byVariables.exitCode(), byVariables.err());
    }

    @Test
    void whoHasNoneOrTrustsAnotherIsNotLetIn() {
        refused("does not answer");
        refused("does not answer", "--tls-authority=" + file("server.crt"));
        refused(
                "does not answer",
                "--tls-authority=" + file("client.crt"),
                "--tls-certificate=" + file("client.crt"),
                "--tls-key=" + file("client.key"));
    }

    @Test
    void filesThatWillNotDoAreNamed() {
        refused("--tls-certificate and --tls-key belong together", "--tls-certificate=" + file("client.crt"));
        refused("/nowhere.crt", "--tls-authority=/nowhere.crt");
        refused("none in PEM", "--tls-certificate=" + file("client.p12"), "--tls-key=" + file("client.key"));
        refused("none in PEM", "--tls-authority=" + file("client.key"));
    }
}
