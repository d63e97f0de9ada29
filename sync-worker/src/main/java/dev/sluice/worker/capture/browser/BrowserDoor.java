package dev.sluice.worker.capture.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.errors.v1.ErrorReason;
import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.FrontDoor;
import dev.sluice.worker.capture.call.Reading;
import dev.sluice.worker.capture.call.Refusal;
import dev.sluice.worker.capture.call.TextRules;
import dev.sluice.worker.capture.contract.CallReader;
import dev.sluice.worker.capture.http.RequestOrigin;
import dev.sluice.worker.capture.http.SenderClock;
import dev.sluice.worker.capture.json.JsonItem;
import dev.sluice.worker.quarantine.Door;
import dev.sluice.worker.quarantine.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads single calls of browsers; what such a call does not tell itself is how wrong its browser's clock is. */
@ApplicationScoped
class BrowserDoor implements FrontDoor {

    /** A message's JSON form may name fields in two ways. */
    private static final JsonItem.Fields FIELDS = new JsonItem.Fields(
            List.of("/anonymousId", "/anonymous_id"),
            List.of("/identity", "/alias/fromIdentity", "/alias/from_identity"),
            "writeKey");

    private static final JsonFormat.Parser JSON = JsonFormat.parser().ignoringUnknownFields();
    private static final int LONGEST_EXPLANATION = 255;

    @Override
    public Door door() {
        return Door.BROWSER;
    }

    @Override
    public CapturedCall read(String kind, String body, Origin origin) {
        return call(body, SenderClock.of(kind), origin);
    }

    static Reading reading(JsonNode node, SenderClock clock, Origin origin) {
        var item = new JsonItem(Door.BROWSER, clock.said(), node, UnaryOperator.identity(), origin, FIELDS);
        return Reading.of(item, () -> call(node.toString(), clock, origin));
    }

    private static CapturedCall call(String json, SenderClock clock, Origin origin) {
        return CallReader.read(
                parsed(json),
                header -> new CallHeader(
                        header.messageId(),
                        clock.corrected(header.time()),
                        header.anonymousId(),
                        header.identity(),
                        RequestOrigin.complete(header.context(), origin)));
    }

    private static dev.sluice.capture.v1.CapturedCall parsed(String json) {
        var call = dev.sluice.capture.v1.CapturedCall.newBuilder();
        try {
            JSON.merge(json, call);
            return call.build();
        } catch (InvalidProtocolBufferException e) {
            throw new CallRefused(new Refusal(
                    ErrorReason.ERROR_REASON_BODY_MALFORMED,
                    "",
                    "be a sluice.capture.v1.CapturedCall in JSON: "
                            + TextRules.cut(e.getMessage(), LONGEST_EXPLANATION)));
        }
    }
}
