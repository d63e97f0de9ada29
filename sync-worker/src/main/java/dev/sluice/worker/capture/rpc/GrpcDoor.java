package dev.sluice.worker.capture.rpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.FrontDoor;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Received;
import dev.sluice.worker.capture.contract.CallReader;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import dev.sluice.worker.quarantine.UserKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Reads calls of the contract, and again from the JSON form of their message. */
@ApplicationScoped
class GrpcDoor implements FrontDoor {

    @Override
    public Door door() {
        return Door.GRPC;
    }

    @Override
    public CapturedCall read(String kind, String body, Origin origin) {
        var call = dev.sluice.capture.v1.CapturedCall.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(body, call);
        } catch (InvalidProtocolBufferException e) {
            throw new CallRefused("", "be a call of sluice.capture.v1");
        }
        return CallReader.read(call.build());
    }

    static Reading reading(dev.sluice.capture.v1.CapturedCall call) {
        return Reading.of(new Item(call), () -> CallReader.read(call));
    }

    private record Item(dev.sluice.capture.v1.CapturedCall call) implements Received {

        @Override
        public Door door() {
            return Door.GRPC;
        }

        @Override
        public String kind() {
            return "";
        }

        @Override
        public String body() {
            try {
                return JsonFormat.printer().omittingInsignificantWhitespace().print(call);
            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                // A time beyond what JSON can say; the rest can be said.
                return new Item(call.toBuilder().clearTime().build()).body();
            }
        }

        @Override
        public Origin origin() {
            return Origin.UNTOLD;
        }

        @Override
        public List<String> userKeys() {
            return Stream.of(
                            UserKeys.anonymous(call.getAnonymousId()),
                            UserKeys.identity(call.getIdentity()),
                            UserKeys.identity(call.getAlias().getFromIdentity()))
                    .filter(key -> !key.endsWith(":"))
                    .toList();
        }
    }
}
