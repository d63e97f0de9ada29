package dev.sluice.local.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes a line ready to send. A call without a message id gets one from its line and place, so that importing the same
 * file again adds nothing; every other call is sent byte by byte as it stands.
 */
final class LineCheck {

    private static final String MESSAGE_ID = "messageId";
    private static final int ID_BYTES = 16;

    /** Numbers keep the digits they were written with. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    CheckedLine check(SourceLine line) {
        if (line.cut()) {
            return refused(line, "larger than any call may be");
        }
        if (blank(line.bytes())) {
            return new CheckedLine.Blank();
        }
        try {
            return call(line, JSON.readTree(line.bytes()));
        } catch (JsonProcessingException e) {
            return refused(
                    line,
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            // Bytes that are no characters.
            return refused(line, "not JSON: " + e.getMessage());
        }
    }

    private static CheckedLine call(SourceLine line, JsonNode json) throws JsonProcessingException {
        if (!(json instanceof ObjectNode object)) {
            return refused(line, "not a JSON object");
        }
        if (!object.path(MESSAGE_ID).asText("").isEmpty()) {
            return new CheckedLine.Call(line.number(), line.bytes());
        }
        object.put(MESSAGE_ID, "import-" + fingerprint(line));
        return new CheckedLine.Call(line.number(), JSON.writeValueAsBytes(object));
    }

    private static String fingerprint(SourceLine line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Long.toString(line.number()).getBytes(StandardCharsets.US_ASCII));
            digest.update((byte) ':');
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(line.bytes()), ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static boolean blank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    private static CheckedLine refused(SourceLine line, String reason) {
        return new CheckedLine.Refused(new RefusedLine(line.number(), reason));
    }
}
