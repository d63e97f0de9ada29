package dev.sluice.definitions.event;

import dev.sluice.definitions.archive.ArchivableRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event definition as stored, without its matchers; those stand in its revisions. */
@Entity
@Table(name = "event_definition")
class EventDefinitionRow extends ArchivableRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    String name;

    @Column(name = "table_name")
    String tableName;

    long revision;
    String category;
    String note;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Override
    protected String shown() {
        return "event definition " + id;
    }
}
