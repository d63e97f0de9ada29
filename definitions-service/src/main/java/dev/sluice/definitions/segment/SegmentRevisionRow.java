package dev.sluice.definitions.segment;

import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.wire.StoredJson;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** A condition that a segment has, or had. */
@Entity
@Table(name = "segment_revision")
class SegmentRevisionRow extends PanacheEntityBase {

    @EmbeddedId
    Key key;

    @ColumnTransformer(read = "condition::text", write = "cast(? as jsonb)")
    String condition;

    @Column(name = "created_at")
    Instant createdAt;

    static SegmentRevisionRow of(SegmentRow segment, SegmentCondition condition, Instant now) {
        var row = new SegmentRevisionRow();
        row.key = new Key(segment.id, segment.revision);
        row.condition = StoredJson.print(condition);
        row.createdAt = now;
        return row;
    }

    /** Revisions of a segment count from 1. */
    @Embeddable
    record Key(@Column(name = "segment_id") long segmentId, long revision) {}
}
