package dev.sluice.definitions.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

/** The stored form of a message: its protobuf JSON, which stays readable to whoever looks into the table. */
public final class StoredJson {

    private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();
    private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

    private StoredJson() {}

    public static String print(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what is stored has no Any that could be unknown", e);
        }
    }

    /** Fills the builder with what was printed. */
    public static <B extends Message.Builder> B parse(String json, B into) {
        try {
            PARSER.merge(json, into);
            return into;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored message is not of its own form", e);
        }
    }
}
