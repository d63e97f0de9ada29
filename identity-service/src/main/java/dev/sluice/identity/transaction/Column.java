package dev.sluice.identity.transaction;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Many values bound as one array, for statements that take their rows from {@code unnest}. */
public final class Column {

    private final String type;
    private final Object[] values;

    private Column(String type, Stream<?> values) {
        this.type = type;
        this.values = values.toArray();
    }

    public static Column bigints(Collection<Long> values) {
        return new Column("bigint", values.stream());
    }

    public static Column texts(Collection<String> values) {
        return new Column("text", values.stream());
    }

    public static Column uuids(Collection<UUID> values) {
        return new Column("uuid", values.stream());
    }

    /** May hold nulls. */
    public static Column times(Collection<Instant> values) {
        return new Column("timestamptz", values.stream().map(time -> Objects.toString(time, null)));
    }

    String type() {
        return type;
    }

    Object[] values() {
        return values;
    }
}
