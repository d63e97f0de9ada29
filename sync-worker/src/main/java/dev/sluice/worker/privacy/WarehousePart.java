package dev.sluice.worker.privacy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What a deletion has to do in one warehouse. */
@Entity
@Table(name = "deletion_warehouse")
@IdClass(WarehousePart.Key.class)
class WarehousePart extends PanacheEntityBase {

    record Key(UUID deletion, String warehouse) {}

    @Id
    @Column(name = "deletion_id")
    UUID deletion;

    @Id
    String warehouse;

    @Column(name = "run_started_at")
    Instant runStartedAt;

    @Column(name = "done_at")
    Instant doneAt;
}
