package dev.sluice.worker.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTimeTest {

    /** As made by Segment's libraries for Node and for browsers, and by Sluice's own; the UUID is that of RFC 9562, A.6. */
    @ParameterizedTest
    @CsvSource({
        "node-next-1795854747123-0d4d2ee6-2b1c-4dd0-a9c3-9d4dd1fd2b61, 1795854747123",
        "ajs-next-1795854747123-0d4d2ee62b1c4dd0a9c39d4dd1fd2b61, 1795854747123",
        "1795854747123-4503599627370495, 1795854747123",
        "017F22E2-79B0-7CC3-98C4-DC0C0C07398F, 1645557742000",
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f, 1645557742000",
    })
    void timeIsReadFromTheIdsOfLibraries(String messageId, long millis) {
        assertEquals(OptionalLong.of(millis), MessageTime.of(messageId));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "m1",
                "1795854747123",
                "179585474712-1",
                "17958547471234-1",
                "4503599627370495-1795854747123-1",
                "sku-4006381333931-1",
                "٠١٢٣٤٥٦٧٨٩٠١٢-1",
                "0d4d2ee62b1c4dd0a9c3-9d4dd1fd2b61",
                "0d4d2ee6-2b1c-4dd0-a9c3-9d4dd1fd2b61",
                "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                "017f22e2_79b0_7cc3_98c4_dc0c0c07398f",
                "q17f22e2-79b0-7cc3-98c4-dc0c0c07398f",
            })
    void otherIdsHaveNone(String messageId) {
        assertEquals(OptionalLong.empty(), MessageTime.of(messageId));
    }
}
