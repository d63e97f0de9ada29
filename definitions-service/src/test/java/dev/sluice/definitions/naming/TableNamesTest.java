package dev.sluice.definitions.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNamesTest {

    @ParameterizedTest
    @CsvSource({
        "Users, users_event",
        "all events, all_events_event",
        "User Migrations, user_migrations_event",
        "Segment Viewed, segment_viewed_event",
        "2 for 1, _2_for_1",
        "Sync Info, sync_info"
    })
    void reservedNamesAndLeadingDigitsGiveWay(String event, String table) {
        assertEquals(table, TableNames.ofEvent(event, _ -> false));
    }

    @Test
    void laterCollisionGetsTheHashOfItsOwnName() {
        var taken = new HashSet<>(Set.of("sign_up"));

        var second = TableNames.ofEvent("Sign Up", taken::contains);
        assertTrue(second.matches("sign_up_[a-z0-9]{6}"), second);
        assertNotEquals(second, TableNames.ofEvent("Sign-Up", taken::contains));

        taken.add(second);
        assertNotEquals(second, TableNames.ofEvent("Sign Up", taken::contains), "the hash itself was taken");
    }

    @ParameterizedTest
    @CsvSource({
        "Power Users, segment_power_users",
        "Segment Viewed, segment_segment_viewed",
        "2 for 1, segment_2_for_1",
        "Users, segment_users"
    })
    void segmentsHaveAPrefixOfTheirOwn(String segment, String table) {
        assertEquals(table, TableNames.ofSegment(segment, _ -> false));
        assertTrue(
                TableNames.ofSegment(segment, table::equals).matches(table + "_[a-z0-9]{6}"),
                "a later collision gets the hash of its own name");
    }

    @Test
    void segmentOfNothingButSymbolsIsAHash() {
        var name = TableNames.ofSegment("🎉🎉", _ -> false);
        assertTrue(name.matches("segment_[a-z0-9]{6}"), name);
    }

    @Test
    void nameOfNothingButSymbolsIsAHash() {
        var name = TableNames.ofEvent("🎉🎉", _ -> false);
        assertTrue(name.matches("_[a-z0-9]{6}"), name);
    }
}
