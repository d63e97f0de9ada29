package dev.sluice.worker.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * One request of {@code malformed-requests.jsonl}, and what is to come of it. {@code <<x*9>>} in a body stands for nine of
 * what is between, in which {@code #} is the number of each.
 *
 * @param type the header Content-Type; JSON where it is null
 * @param encoding the header Content-Encoding; none where it is null
 * @param authorization the header; Basic with the write key where it is null, and no header where it is "none"
 * @param body with single quotes for double ones, and KEY for the write key
 * @param exactly the body as it is
 * @param hex the body's bytes
 * @param gzip whether the body is compressed
 * @param status what may be answered, as a regular expression
 * @param reason of the request as a whole, where its answer has one
 * @param field of the request as a whole
 * @param says the answer's text
 * @param refused indexes of the calls that are refused
 * @param refusals how many calls are refused
 * @param reasons of refused calls
 * @param fields of refused calls
 * @param taken how many events are captured
 */
record MalformedRequest(
        String name,
        String path,
        String type,
        String encoding,
        String authorization,
        String body,
        String exactly,
        String hex,
        boolean gzip,
        String status,
        String reason,
        String field,
        String says,
        List<Integer> refused,
        Integer refusals,
        List<String> reasons,
        List<String> fields,
        int taken) {

    private static final String FILE = "/malformed-requests.jsonl";

    static Stream<MalformedRequest> all() {
        return JsonLines.read(FILE, MalformedRequest.class);
    }

    HttpRequest to(String server, String writeKey) {
        var request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Content-Type", type == null ? "application/json" : type)
                .POST(BodyPublishers.ofByteArray(bytes(writeKey)));
        if (encoding != null) {
            request.header("Content-Encoding", encoding);
        }
        if (authorization == null) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8)));
        } else if (!authorization.equals("none")) {
            request.header("Authorization", authorization);
        }
        return request.build();
    }

    private byte[] bytes(String writeKey) {
        return gzip ? gzipped(plain(writeKey)) : plain(writeKey);
    }

    /** The body as it is before it is compressed. */
    byte[] plain(String writeKey) {
        if (hex != null) {
            return HexFormat.of().parseHex(hex);
        }
        var text = exactly == null ? body.replace('\'', '"').replace("KEY", writeKey) : exactly;
        return JsonLines.repeated(text).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzipped(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
