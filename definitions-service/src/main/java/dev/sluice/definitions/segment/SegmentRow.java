package dev.sluice.definitions.segment;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A segment as stored, without its conditions; those stand in its revisions. */
@Entity
@Table(name = "segment")
class SegmentRow extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    String name;

    @Column(name = "table_name")
    String tableName;

    long revision;
    boolean archived;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    void requireActive() {
        if (archived) {
            throw wrongState("is archived");
        }
    }

    void archive() {
        requireActive();
        archived = true;
    }

    void restore() {
        if (!archived) {
            throw wrongState("is not archived");
        }
        archived = false;
    }

    private Failure wrongState(String state) {
        return new Failure.Precondition(ErrorReason.ERROR_REASON_WRONG_STATE, "segment " + id + " " + state);
    }
}
