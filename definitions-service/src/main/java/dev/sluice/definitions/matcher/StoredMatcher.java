package dev.sluice.definitions.matcher;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.sluice.definitions.v1.Matcher;

/** The stored form of a matcher: its protobuf JSON, which stays readable to whoever looks into the table. */
public final class StoredMatcher {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private StoredMatcher() {}

    public static String print(Matcher matcher) {
        try {
            return PRINTER.print(matcher);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a matcher has no Any that could be unknown", e);
        }
    }

    public static Matcher parse(String json) {
        try {
            var matcher = Matcher.newBuilder();
            PARSER.merge(json, matcher);
            return matcher.build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored matcher is not of its own form", e);
        }
    }
}
