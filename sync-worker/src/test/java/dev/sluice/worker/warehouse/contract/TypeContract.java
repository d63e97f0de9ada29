package dev.sluice.worker.warehouse.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.worker.plan.ColumnType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A value reaches readers as it was sent, whatever is in it, from an event and from a user. */
public abstract class TypeContract extends OneWarehouse {

    private static final int HALF_OF_A_LONG_TEXT = 50_000;
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "null",
            "plain",
            "it's \"quoted\" `so`",
            "back\\slash \\n \\u0041 \\",
            "tab\tline\nreturn\rboth\r\nend",
            "\u0001\u001f\u007f",
            "100%s _ %% $1 ${raw} ? ; -- /* */",
            "{\"json\":[1,null]}",
            "{1,2}",
            "'; DROP TABLE users; --",
            "caf\u00e9 cafe\u0301",
            "\u0645\u0631\u062d\u0628\u0627 \u202e\u05e9\u05dc\u05d5\u05dd",
            "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\udff4",
            "\ufeff\u200b\u2028",
            "\u6f22\u5b57".repeat(HALF_OF_A_LONG_TEXT));

    private static final List<String> TIMES = List.of(
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00.000001Z",
            "1582-10-10T12:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "2026-03-29T02:30:00.1+01:00",
            "2024-02-29T23:59:59.123456-11:30",
            "9999-12-31T23:59:59.999999Z");

    /** An offset can lead out of the years that can be written. */
    private static final List<String> TIMES_BEYOND =
            List.of("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-14:00");

    private static final Map<ColumnType, List<String>> SENT = Map.of(
            ColumnType.BOOLEAN, List.of("true", "false"),
            ColumnType.BIGINT, List.of("-9223372036854775808", "9223372036854775807", "0", "-1", "9007199254740993"),
            ColumnType.DOUBLE,
                    List.of(
                            "4.9E-324",
                            "1.7976931348623157E308",
                            "-1.7976931348623157E308",
                            "2.2250738585072014E-308",
                            "-0.0",
                            "0.1",
                            "1e3",
                            "9007199254740991.0"),
            ColumnType.TEXT, ODD_TEXTS,
            ColumnType.TIMESTAMP,
                    Stream.concat(TIMES.stream(), TIMES_BEYOND.stream()).toList());

    private static final int LONGEST_KEY = 255;
    private static final List<String> ODD_KEYS = List.of(
            "it's",
            "\"quoted\"",
            "a.b.c",
            "$.a[0]",
            "[x]",
            "100%",
            "back\\slash",
            "\ud83d\uded2 cart",
            "user_id",
            "properties",
            "'; DROP TABLE users; --",
            "MixedCase",
            "mixedcase",
            " blank ",
            "{curly}",
            "tab\tbed",
            "k".repeat(LONGEST_KEY));

    private SmallShop shop;
    private long sender;

    @BeforeEach
    final void openShop() {
        shop = new SmallShop(engine);
        shop.define("ordered", "order");
    }

    /** In a table that is built with its rows, and in one that rows are added to. */
    @Test
    void valuesOfEveryTypeReadAsTheyWereSent() {
        SENT.keySet().forEach(type -> shop.property(column(type), column(type), type));
        sendAll();
        shop.run();
        SENT.forEach((type, sent) -> assertReads(type, padded(read(type, sent), rows())));
        sendAll();
        shop.run();
        SENT.forEach((type, sent) -> assertEquals(
                twice(padded(read(type, sent), rows())), shop.select(column(type), "ordered", "event_id")));
    }

    @Test
    void identitiesReadAsTheyWereSent() {
        IntStream.range(0, ODD_TEXTS.size())
                .forEach(i -> shop.user(i + 1L, ODD_TEXTS.get(i), SmallShop.START, Map.of()));
        shop.run();
        assertEquals(ODD_TEXTS, shop.select("identity", "users", "user_id"));
    }

    @Test
    void timesOfRowsAreKeptToTheMicrosecond() {
        var times = read(ColumnType.TIMESTAMP, TIMES);
        for (int i = 0; i < times.size(); i++) {
            shop.capture("order", i + 1L, Instant.parse(times.get(i)), Map.of());
            shop.user(i + 1L, null, Instant.parse(times.get(i)), Map.of());
        }
        shop.run();
        assertEquals(times, shop.select("time", "ordered", "event_id"));
        assertEquals(times, shop.select("session_time", "ordered", "event_id"));
        assertEquals(times, shop.select("joindate", "users", "user_id"));
    }

    /** Each table is of the events with one of the keys, and has a column for this key alone. */
    @Test
    void keysOfEveryKindLeadToTheirValues() {
        for (int i = 0; i < ODD_KEYS.size(); i++) {
            shop.property(ODD_KEYS.get(i), "p" + i, ColumnType.TEXT);
            shop.define("t" + i, ODD_KEYS.get(i), "value " + i);
            shop.capture("order", 1, Map.of(ODD_KEYS.get(i), "value " + i));
            shop.user(i + 1L, null, SmallShop.START, Map.of(ODD_KEYS.get(i), "value " + i));
        }
        shop.run();
        for (int i = 0; i < ODD_KEYS.size(); i++) {
            assertEquals(List.of("value " + i), shop.select("p" + i, "t" + i, "event_id"));
            assertEquals("value " + i, shop.select("p" + i, "users", "user_id").get(i));
        }
        assertKeysAreDescribed();
    }

    private void assertKeysAreDescribed() {
        var described = new HashMap<String, String>();
        shop.select(List.of("column_name", "property_key", "event_table_name"), "_event_metadata", "column_name")
                .forEach(row -> {
                    if (!row.get(2).equals("ordered") && row.get(0) != null) {
                        described.put(row.get(0), row.get(1));
                    }
                });
        var expected = new HashMap<String, String>();
        IntStream.range(0, ODD_KEYS.size()).forEach(i -> expected.put("p" + i, ODD_KEYS.get(i)));
        assertEquals(expected, described);
    }

    @Test
    void booleanColumnWidensToText() {
        send(ColumnType.BOOLEAN, "true", "false");
        assertSent("true", "false");
        send(ColumnType.TEXT, "maybe");
        assertSent("true", "false", "maybe");
    }

    @Test
    void wholeNumbersWidenToDoublesAndThenToTheTextsThatWereSent() {
        send(ColumnType.BIGINT, "7", "-9007199254740992");
        assertSent("7", "-9007199254740992");
        send(ColumnType.DOUBLE, "0.10", "1e3");
        assertSent("7.0", "-9.007199254740992E15", "0.1", "1000.0");
        send(ColumnType.TEXT, "many");
        assertSent("7", "-9007199254740992", "0.10", "1e3", "many");
    }

    @Test
    void largeWholeNumbersKeepTheirDigitsInText() {
        send(ColumnType.BIGINT, "9223372036854775807");
        send(ColumnType.TEXT, "0.5");
        assertSent("9223372036854775807", "0.5");
    }

    @Test
    void timestampsWidenToTheTextsThatWereSent() {
        send(ColumnType.TIMESTAMP, "2026-03-01T10:00:00.10+02:00", "0001-01-01T00:00:00Z");
        assertSent("2026-03-01T08:00:00.100Z", "0001-01-01T00:00:00Z");
        send(ColumnType.TEXT, "tomorrow");
        assertSent("2026-03-01T10:00:00.10+02:00", "0001-01-01T00:00:00Z", "tomorrow");
    }

    private static String column(ColumnType type) {
        return "of_" + type.name().toLowerCase(Locale.ROOT);
    }

    /** One more than the values of any type, so that there is a row without any. */
    private static int rows() {
        return ODD_TEXTS.size() + 1;
    }

    private void sendAll() {
        for (int i = 0; i < rows(); i++) {
            int place = i;
            var properties = new HashMap<String, String>();
            SENT.forEach((type, sent) ->
                    sent.stream().skip(place).findFirst().ifPresent(value -> properties.put(column(type), value)));
            shop.capture("order", i + 1L, properties);
            shop.user(i + 1L, null, SmallShop.START, properties);
        }
    }

    private void assertReads(ColumnType type, List<String> expected) {
        assertEquals(expected, shop.select(column(type), "ordered", "event_id"));
        assertEquals(expected, shop.select(column(type), "users", "user_id"));
    }

    private static List<String> read(ColumnType type, List<String> sent) {
        return switch (type) {
            case BOOLEAN, BIGINT, TEXT -> sent;
            case DOUBLE ->
                sent.stream()
                        .map(value -> Double.toString(Double.parseDouble(value)))
                        .toList();
            case TIMESTAMP ->
                sent.stream()
                        .map(value -> OffsetDateTime.parse(value).toInstant().toString())
                        .toList();
        };
    }

    private static List<String> padded(List<String> values, int length) {
        var padded = new ArrayList<>(values);
        while (padded.size() < length) {
            padded.add(null);
        }
        return padded;
    }

    private static List<String> twice(List<String> values) {
        return Stream.concat(values.stream(), values.stream()).toList();
    }

    /** Values of one property in a run of their own, each of a user of its own. */
    private void send(ColumnType type, String... values) {
        shop.property("v", "v", type);
        for (var value : values) {
            sender++;
            shop.capture("order", sender, Map.of("v", value));
            shop.user(sender, null, SmallShop.START, Map.of("v", value));
        }
        shop.run();
    }

    private void assertSent(String... expected) {
        assertEquals(List.of(expected), shop.select("v", "ordered", "event_id"));
        assertEquals(List.of(expected), shop.select("v", "users", "user_id"));
    }
}
