package dev.sluice.worker.privacy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A privacy request as it is kept, and how far it is. */
@Entity
@Table(name = "deletion")
class DeletionRecord extends PanacheEntityBase {

    /** What is to be done next; each step is done before the one after it begins. */
    enum Step {
        ERASE_EVENTS,
        FORGET_USER,
        CLEAR_WAREHOUSES,
        NOTHING
    }

    @Id
    UUID id;

    String environment;

    @Column(name = "user_id")
    long userId;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "log_position")
    long logPosition;

    @Column(name = "erased_to")
    long erasedTo;

    @Column(name = "event_log_done_at")
    Instant eventLogDoneAt;

    @Column(name = "identity_done_at")
    Instant identityDoneAt;

    @Column(name = "completed_at")
    Instant completedAt;

    Step next() {
        if (completedAt != null) {
            return Step.NOTHING;
        }
        if (identityDoneAt != null) {
            return Step.CLEAR_WAREHOUSES;
        }
        return eventLogDoneAt == null ? Step.ERASE_EVENTS : Step.FORGET_USER;
    }
}
