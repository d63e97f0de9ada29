package dev.sluice.testing;

import com.google.protobuf.Message;
import dev.sluice.access.v1.AccessProto;
import dev.sluice.access.v1.Role;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Who may make a call of the contract, and what a service with a token of each role answers to it. */
public final class RpcAccess {

    public static final List<String> ROLES = List.of("reader", "editor", "service", "operator");

    private static final long LONGEST_SECONDS = 60;

    private RpcAccess() {}

    /** Of a service that takes a token of each role; its own is that of a service. */
    public static Map<String, String> settings() {
        var settings = new HashMap<>(Map.of("sluice.access.token", token("service")));
        for (var role : ROLES) {
            settings.put("sluice.access.tokens." + role + "s.hash", sha256(token(role)));
            settings.put("sluice.access.tokens." + role + "s.role", role);
        }
        return settings;
    }

    public static String token(String role) {
        return role + "-8c1f0a7be23d4d5c9a6b";
    }

    /** Empty where it takes no token. */
    public static Set<String> rolesOf(MethodDescriptor<?, ?> method) {
        return switch (needed(method)) {
            case ROLE_READER -> Set.of("reader", "editor", "service", "operator");
            case ROLE_EDITOR -> Set.of("editor", "operator");
            case ROLE_SERVICE -> Set.of("service", "operator");
            case ROLE_OPERATOR -> Set.of("operator");
            case ROLE_WRITE_KEY -> Set.of();
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalStateException(method.getFullMethodName());
        };
    }

    private static Role needed(MethodDescriptor<?, ?> method) {
        return ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor())
                .getMethodDescriptor()
                .getOptions()
                .getExtension(AccessProto.role);
    }

    /** To a request that says nothing. */
    @SuppressWarnings("unchecked")
    public static <Q, A> Status.Code answer(MethodDescriptor<Q, A> method, Channel channel) {
        var empty = (Message) ((PrototypeMarshaller<Q>) method.getRequestMarshaller()).getMessagePrototype();
        var options = CallOptions.DEFAULT.withDeadlineAfter(LONGEST_SECONDS, TimeUnit.SECONDS);
        try {
            ClientCalls.blockingServerStreamingCall(channel, method, options, (Q) empty)
                    .hasNext();
            return Status.Code.OK;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    /** As settings hold tokens. */
    public static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
