package dev.sluice.worker.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.capture.v1.CapturedCall;
import java.util.stream.Stream;

/**
 * One call of {@code malformed-messages.jsonl}, and what is to come of it. {@code <<x*9>>} stands for nine of what is
 * between, in which {@code #} is the number of each.
 *
 * @param call as protobuf's JSON
 * @param reason why the call is refused; null where it is taken
 * @param field what is wrong with it
 */
record MalformedMessage(String name, JsonNode call, String reason, String field) {

    static Stream<MalformedMessage> all() {
        return JsonLines.read("/malformed-messages.jsonl", MalformedMessage.class);
    }

    CapturedCall read() throws InvalidProtocolBufferException {
        var read = CapturedCall.newBuilder();
        JsonFormat.parser().merge(JsonLines.repeated(call.toString()), read);
        return read.build();
    }

    @Override
    public String toString() {
        return name;
    }
}
