package dev.sluice.worker.run;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A run as it is kept, and where it stands while it goes on. */
@Entity
@Table(name = "run")
class RunRecord extends PanacheEntityBase {

    enum Kind {
        SYNC,
        FILL,
        BACKFILL,
        VERIFY
    }

    enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        PARTIAL,
        FAILED,
        CANCELLED
    }

    enum Stage {
        LANDING,
        PLANNING,
        APPLYING,
        PUBLISHING,
        FILLING,
        VERIFYING,
        DONE
    }

    @Id
    UUID id;

    String environment;

    String warehouse;

    @Enumerated(EnumType.STRING)
    Kind kind;

    /** Null for runs of before this was kept. */
    @Enumerated(EnumType.STRING)
    @Column(name = "started_by")
    RunOrigin startedBy;

    /** The definitions of the events whose tables it brings up to date; null for all. */
    @Column(name = "only_events")
    Long[] onlyEvents;

    @Enumerated(EnumType.STRING)
    State state;

    @Enumerated(EnumType.STRING)
    Stage stage;

    String message;

    long done;

    long total;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "ended_at")
    Instant endedAt;

    /** When somebody asked it to stop. */
    @Column(name = "cancel_requested_at")
    Instant cancelRequestedAt;

    @Column(name = "landed_events")
    long landedEvents;

    @Column(name = "snapshot_revision")
    long snapshotRevision;

    @Column(name = "applied_changes")
    int appliedChanges;

    @Column(name = "failure_reason")
    String failureReason;

    @Column(name = "failure_message")
    String failureMessage;

    @Column(name = "failure_table")
    String failureTable;

    /** Of the tables that were left out, as protobuf JSON. */
    @Column(name = "table_failures")
    @JdbcTypeCode(SqlTypes.JSON)
    String tableFailures;

    /** What it asked of the warehouse, as protobuf JSON; null until it has ended. */
    @JdbcTypeCode(SqlTypes.JSON)
    String cost;

    /** The run that fills what this one left to it. */
    @Column(name = "fill_run_id")
    UUID fillRunId;

    @JdbcTypeCode(SqlTypes.JSON)
    String plan;

    /** What a run that verifies has found, as protobuf JSON. */
    @JdbcTypeCode(SqlTypes.JSON)
    String verification;

    RunScope scope() {
        return onlyEvents == null ? RunScope.EVERYTHING : new RunScope(Set.of(onlyEvents));
    }

    boolean hasEnded() {
        return switch (state) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, PARTIAL, FAILED, CANCELLED -> true;
        };
    }
}
