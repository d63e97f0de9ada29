package dev.sluice.definitions.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NamingPropertiesTest {

    private static final String IDENTIFIER = "[a-z_][a-z0-9_]*";

    @Property
    void everyNameIsAnIdentifierThatNeedsNoQuotes(@ForAll("names") String name) {
        assertTrue(TableNames.ofEvent(name, _ -> false).matches(IDENTIFIER));
        assertTrue(TableNames.ofSegment(name, _ -> false).matches(IDENTIFIER));
        assertTrue(ColumnNames.make(name, BuiltInColumns.EVENT, _ -> false).matches(IDENTIFIER));
    }

    @Property
    void cleaningIsIdempotent(@ForAll("names") String name) {
        var clean = CleanName.of(name);
        assertEquals(clean, CleanName.of(clean));
        assertTrue(clean.matches("([a-z0-9]+(_[a-z0-9]+)*)?"), clean);
    }

    @Property
    void noTwoEventsOfAnEnvironmentShareATable(@ForAll("manyNames") List<String> names) {
        var pinned = new HashSet<String>();
        names.forEach(name -> assertTrue(pinned.add(TableNames.ofEvent(name, pinned::contains))));
    }

    @Property
    void noEventAndSegmentShareATable(@ForAll("manyNames") List<String> names) {
        var pinned = new HashSet<String>();
        names.forEach(name -> {
            assertTrue(pinned.add(TableNames.ofEvent(name, pinned::contains)));
            assertTrue(pinned.add(TableNames.ofSegment(name, pinned::contains)));
        });
    }

    @Property
    void noCustomColumnHidesABuiltInOne(@ForAll("manyNames") List<String> keys) {
        var pinned = new HashSet<String>();
        for (var key : keys) {
            var column = ColumnNames.make(key, BuiltInColumns.USER, pinned::contains);
            assertFalse(BuiltInColumns.USER.contains(column));
            assertTrue(pinned.add(column));
        }
    }

    @Property
    void cutNamesFitAndStayTheSame(@ForAll("names") String name, @ForAll @IntRange(min = 20, max = 255) int limit) {
        var pinned = TableNames.ofEvent(name.repeat(3), _ -> false);
        var cut = new IdentifierLimit(limit).cut(pinned);
        assertTrue(cut.length() <= limit);
        assertEquals(pinned.length() <= limit, cut.equals(pinned));
        assertEquals(cut, new IdentifierLimit(limit).cut(pinned));
    }

    @Provide
    Arbitrary<String> names() {
        var words =
                Arbitraries.of("Users", "email", "Sign Up", "id", "2", "Größe", "_", " ", "-", "🎉", "segment_", "é");
        return Arbitraries.oneOf(
                words.list().ofMinSize(1).ofMaxSize(5).map(parts -> String.join("", parts)),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(120));
    }

    @Provide
    Arbitrary<List<String>> manyNames() {
        return names().list().uniqueElements().ofMaxSize(40);
    }
}
