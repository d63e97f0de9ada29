package dev.sluice.access;

import dev.sluice.access.v1.AccessProto;
import dev.sluice.access.v1.Role;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;

/** What an RPC's caller must be: as the contract says, and for the services that gRPC itself defines, as stands here. */
final class NeededRole {

    private NeededRole() {}

    static Role of(MethodDescriptor<?, ?> method) {
        return switch (String.valueOf(method.getServiceName())) {
            // Kubernetes asks it, and has no token.
            case "grpc.health.v1.Health" -> Role.ROLE_WRITE_KEY;
            case "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection" -> Role.ROLE_READER;
            default -> ofContract(method);
        };
    }

    private static Role ofContract(MethodDescriptor<?, ?> method) {
        return method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema
                ? schema.getMethodDescriptor().getOptions().getExtension(AccessProto.role)
                : Role.ROLE_UNSPECIFIED;
    }
}
