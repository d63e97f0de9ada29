package dev.sluice.definitions.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ObservedTypePropertiesTest {

    @Property
    void orderAndGroupingOfObservationsNeverMatter(
            @ForAll ColumnType a, @ForAll boolean w, @ForAll ColumnType b, @ForAll boolean x, @ForAll ColumnType c) {
        var one = new ObservedType(a, w);
        var two = new ObservedType(b, x);
        var three = new ObservedType(c, false);
        assertEquals(one.join(two), two.join(one));
        assertEquals(one.join(two).join(three), one.join(two.join(three)));
        assertEquals(one, one.join(one));
    }

    @Property
    void joinedTypeIsWhatTheSetOfTypesNeeds(@ForAll List<ColumnType> types, @ForAll boolean wide) {
        if (types.isEmpty()) {
            return;
        }
        var joined = types.stream()
                .map(type -> new ObservedType(type, wide && type == ColumnType.BIGINT))
                .reduce(ObservedType::join)
                .orElseThrow();
        assertEquals(expected(EnumSet.copyOf(types), wide), joined.type());
    }

    @Property
    void columnNeverNarrows(@ForAll ColumnType known, @ForAll ColumnType seen, @ForAll boolean wide) {
        var before = new ObservedType(known, false);
        var after = before.join(new ObservedType(seen, wide));
        assertTrue(after.type() == before.type()
                || after.type() == ColumnType.TEXT
                || (before.type() == ColumnType.BIGINT && after.type() == ColumnType.DOUBLE));
    }

    private static ColumnType expected(Set<ColumnType> types, boolean wide) {
        if (types.size() == 1) {
            return types.iterator().next();
        }
        boolean numbers = types.equals(EnumSet.of(ColumnType.BIGINT, ColumnType.DOUBLE));
        return numbers && !wide ? ColumnType.DOUBLE : ColumnType.TEXT;
    }
}
