package dev.sluice.local.operation;

import dev.sluice.local.client.Address;
import io.grpc.CallOptions;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;

/** Asks for health as Kubernetes does: with an empty {@code HealthCheckRequest}. */
final class Health {

    /** A {@code HealthCheckResponse} whose status is SERVING. */
    static final byte[] SERVING = {1 << 3, 1};

    private static final MethodDescriptor<byte[], byte[]> CHECK = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("grpc.health.v1.Health/Check")
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private Health() {}

    static byte[] of(Address service) {
        var channel = ManagedChannelBuilder.forAddress(Address.HOST, service.grpc())
                .usePlaintext()
                .build();
        try {
            return ClientCalls.blockingUnaryCall(channel, CHECK, CallOptions.DEFAULT, new byte[0]);
        } finally {
            channel.shutdownNow();
        }
    }
}
