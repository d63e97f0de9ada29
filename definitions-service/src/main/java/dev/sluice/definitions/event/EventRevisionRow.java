package dev.sluice.definitions.event;

import dev.sluice.definitions.matcher.StoredMatcher;
import dev.sluice.definitions.v1.Matcher;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** A matcher that a definition has, or had. */
@Entity
@Table(name = "event_definition_revision")
class EventRevisionRow extends PanacheEntityBase {

    @EmbeddedId
    Key key;

    @ColumnTransformer(read = "matcher::text", write = "cast(? as jsonb)")
    String matcher;

    @Column(name = "created_at")
    Instant createdAt;

    static EventRevisionRow of(EventDefinitionRow definition, Matcher matcher, Instant now) {
        var row = new EventRevisionRow();
        row.key = new Key(definition.id, definition.revision);
        row.matcher = StoredMatcher.print(matcher);
        row.createdAt = now;
        return row;
    }

    /** Revisions of a definition count from 1. */
    @Embeddable
    record Key(@Column(name = "event_definition_id") long definitionId, long revision) {}
}
