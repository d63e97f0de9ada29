package dev.sluice.local.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * Takes the traces that services send, as a collector does: {@code ExportTraceServiceRequest} of OpenTelemetry's protocol,
 * read by the numbers of its fields.
 */
final class TraceSink implements AutoCloseable {

    private static final MethodDescriptor<byte[], byte[]> EXPORT = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private final Collection<Span> spans = new ConcurrentLinkedQueue<>();
    private final Server server;

    private TraceSink() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(ServerServiceDefinition.builder("opentelemetry.proto.collector.trace.v1.TraceService")
                        .addMethod(EXPORT, ServerCalls.asyncUnaryCall((request, answer) -> {
                            spans.addAll(read(request));
                            answer.onNext(new byte[0]);
                            answer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
    }

    static TraceSink start() throws IOException {
        return new TraceSink();
    }

    /** @param service the name of the service that it came from */
    record Span(String service, String trace, String name) {}

    /** All that have come so far. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static List<Span> read(byte[] request) {
        return messages(parse(ByteString.copyFrom(request)), 1)
                .flatMap(ofService -> messages(ofService, 2)
                        .flatMap(ofScope -> messages(ofScope, 2))
                        .map(span -> span(service(ofService), span)))
                .toList();
    }

    private static Span span(String service, UnknownFieldSet span) {
        var trace = HexFormat.of().formatHex(bytes(span, 1).toByteArray());
        return new Span(service, trace, bytes(span, 5).toStringUtf8());
    }

    private static String service(UnknownFieldSet ofService) {
        return messages(ofService, 1)
                .flatMap(resource -> messages(resource, 1))
                .filter(attribute -> bytes(attribute, 1).toStringUtf8().equals("service.name"))
                .map(attribute -> bytes(messages(attribute, 2).findFirst().orElseThrow(), 1)
                        .toStringUtf8())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream().map(TraceSink::parse);
    }

    private static ByteString bytes(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().getFirst();
    }

    private static UnknownFieldSet parse(ByteString message) {
        try {
            return UnknownFieldSet.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
