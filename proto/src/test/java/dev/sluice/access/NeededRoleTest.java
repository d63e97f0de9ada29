package dev.sluice.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.access.v1.Role;
import dev.sluice.capture.v1.CaptureServiceGrpc;
import dev.sluice.testing.Contract;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NeededRoleTest {

    @Test
    void everyRpcOfTheContractSaysWhoMayCallIt() {
        var methods = Contract.methods("");
        assertTrue(methods.size() >= 60, () -> methods.size() + " were found");
        assertEquals(
                List.of(),
                methods.stream()
                        .filter(method -> NeededRole.of(method) == Role.ROLE_UNSPECIFIED)
                        .map(MethodDescriptor::getFullMethodName)
                        .toList());
    }

    @Test
    void whatOnlyLooksIsForReadersAndNothingElseIs() {
        var looks = Set.of("Get", "List", "Watch", "Explain");
        for (var method : Contract.methods("definitions")) {
            assertEquals(
                    looks.stream().anyMatch(String.valueOf(method.getBareMethodName())::startsWith),
                    NeededRole.of(method) == Role.ROLE_READER,
                    method.getFullMethodName());
        }
    }

    @Test
    void aWriteKeyOpensOneRpc() {
        assertEquals(
                List.of(CaptureServiceGrpc.getCaptureMethod().getFullMethodName()),
                Contract.methods("").stream()
                        .filter(method -> NeededRole.of(method) == Role.ROLE_WRITE_KEY)
                        .map(MethodDescriptor::getFullMethodName)
                        .toList());
    }

    @Test
    void whatTheContractDoesNotKnowIsNobodys() {
        assertEquals(Role.ROLE_READER, NeededRole.of(ServerReflectionGrpc.getServerReflectionInfoMethod()));
        var unknown = MethodDescriptor.<ServerReflectionRequest, ServerReflectionRequest>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName("elsewhere.Service/Call")
                .setRequestMarshaller(ProtoUtils.marshaller(ServerReflectionRequest.getDefaultInstance()))
                .setResponseMarshaller(ProtoUtils.marshaller(ServerReflectionRequest.getDefaultInstance()))
                .build();
        for (var role : dev.sluice.access.Role.values()) {
            assertFalse(role.mayCall(NeededRole.of(unknown)));
        }
    }
}
