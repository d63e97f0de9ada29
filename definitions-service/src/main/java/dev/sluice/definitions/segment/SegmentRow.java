package dev.sluice.definitions.segment;

import dev.sluice.definitions.archive.ArchivableRow;
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
class SegmentRow extends ArchivableRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "environment_id")
    long environmentId;

    String name;

    @Column(name = "table_name")
    String tableName;

    long revision;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Override
    protected String shown() {
        return "segment " + id;
    }
}
