package dev.sluice.definitions.environment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An environment as stored; rows are made by {@link EnvironmentStore}. */
@Entity
@Table(name = "environment")
class EnvironmentRow extends PanacheEntityBase {

    @Id
    long id;

    String name;
    String project;
    String stage;
    long revision;

    @Column(name = "created_at")
    Instant createdAt;
}
