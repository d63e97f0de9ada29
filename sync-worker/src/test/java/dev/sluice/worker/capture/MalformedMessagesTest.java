package dev.sluice.worker.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CaptureServiceGrpc;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.RefusedCall;
import dev.sluice.capture.v1.Track;
import dev.sluice.errors.GrpcStatuses;
import dev.sluice.testing.EmbeddedPostgresResource;
import dev.sluice.worker.eventlog.EventLog;
import dev.sluice.worker.fakes.FakeEnvironments;
import dev.sluice.worker.fakes.FakeServices;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.quarkus.grpc.GrpcClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong within calls that come by gRPC is told call by call, and a right call beside it is taken. */
@QuarkusTest
@Tag("service")
@QuarkusTestResource(EmbeddedPostgresResource.class)
@QuarkusTestResource(FakeServices.class)
class MalformedMessagesTest {

    private static final CapturedCall RIGHT = CapturedCall.newBuilder()
            .setIdentity("ann")
            .setTrack(Track.newBuilder().setEvent("E"))
            .build();

    private final String environment = UUID.randomUUID().toString();
    private final String writeKey = UUID.randomUUID().toString();

    FakeEnvironments environments;

    @GrpcClient("worker")
    CaptureServiceGrpc.CaptureServiceBlockingStub capture;

    @GrpcClient("worker")
    Channel channel;

    @Inject
    EventLog log;

    @BeforeEach
    void knowWriteKey() {
        environments.know(writeKey, environment);
    }

    @AfterEach
    void rightCallIsTaken() {
        long before = log.head(environment);
        assertEquals(1, capture.capture(request(RIGHT)).getAccepted());
        assertEquals(before + 1, log.head(environment));
    }

    static Stream<MalformedMessage> messages() {
        return MalformedMessage.all();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void malformedCallIsNamedAndTheOneBesideItIsTaken(MalformedMessage message) throws InvalidProtocolBufferException {
        var answer = capture.capture(request(message.read(), RIGHT));
        var refused = answer.getRefusedList();
        assertEquals(
                message.reason() == null ? List.of() : List.of("0 " + message.reason() + " " + message.field()),
                refused.stream().map(MalformedMessagesTest::told).toList());
        assertEquals(2 - refused.size(), answer.getAccepted());
    }

    private static String told(RefusedCall call) {
        return call.getIndex() + " " + GrpcStatuses.name(call.getReason()) + " " + call.getField();
    }

    /** The bytes of a request that no client library would send: cut, of another type, no UTF-8, endless. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a",
                "0aff",
                "0a0561",
                "0a02c328",
                "0a03eda080",
                "12021a",
                "ff",
                "0b",
                "0a80808080808080808001",
                "1201ff"
            })
    void bytesThatAreNoRequestAreRefused(String hex) {
        var method = CaptureServiceGrpc.getCaptureMethod().toBuilder(
                        new RawBytes(), CaptureServiceGrpc.getCaptureMethod().getResponseMarshaller())
                .build();
        assertThrows(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(
                        channel, method, CallOptions.DEFAULT, HexFormat.of().parseHex(hex)));
        assertEquals(0, log.head(environment));
    }

    private CaptureRequest request(CapturedCall... calls) {
        return CaptureRequest.newBuilder()
                .setWriteKey(writeKey)
                .addAllCalls(List.of(calls))
                .build();
    }

    private static final class RawBytes implements Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("requests are only sent");
        }
    }
}
