package dev.sluice.worker.capture.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads a request's body, inflating it where it is gzipped, no further than a limit. */
public final class RequestBody {

    /** Stands in a text for what was no UTF-8, or for itself. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int KILOBYTE = 1_024;
    private static final int LEVELS = 64;

    /** Braces, brackets, keys and values: a thousand calls of a thousand properties each have no more. */
    private static final int TOKENS = 2_000_000;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(LEVELS)
                            .maxTokenCount(TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Numbers keep the digits that they were sent with.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RequestBody() {}

    /** @param encoding the header Content-Encoding; null for none */
    public static JsonObject read(byte[] body, String encoding, int limit) {
        return object(plain(body, encoding, limit));
    }

    /** The body as it is once it is inflated. */
    static byte[] plain(byte[] body, String encoding, int limit) {
        var inflated = inflate(body, encoding, limit);
        if (inflated.length > limit) {
            throw new Failure.Invalid(
                    ErrorReason.ERROR_REASON_TOO_LARGE,
                    "",
                    "the body must be at most %,d KB".formatted(limit / KILOBYTE));
        }
        return inflated;
    }

    static JsonObject object(byte[] plain) {
        return JsonObject.body(parse(text(plain)));
    }

    /** Reads an item that was kept. */
    public static JsonNode kept(String body) {
        return parse(body);
    }

    /** JSON is UTF-8. Reading it before it is parsed refuses what is none, and lets texts and keys be any others. */
    private static String text(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(body);
        }
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static void requireUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw malformed("the body is not UTF-8");
        }
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw malformed(
                    at == null
                            ? "the body has a number that is too long, more than %d levels, or more than %,d keys and values"
                                    .formatted(LEVELS, TOKENS)
                            : "the body is not JSON: line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
        } catch (NumberFormatException | ArithmeticException e) {
            throw malformed("the body has a number whose exponent is out of range");
        }
    }

    private static byte[] inflate(byte[] body, String encoding, int limit) {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> gunzip(body, limit);
            default -> throw malformed("the body's encoding must be gzip or none");
        };
    }

    private static byte[] gunzip(byte[] body, int limit) {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readNBytes(limit + 1);
        } catch (IOException e) {
            throw malformed("the body is not gzip");
        }
    }

    private static Failure malformed(String message) {
        return new Failure.Invalid(ErrorReason.ERROR_REASON_BODY_MALFORMED, "", message);
    }
}
