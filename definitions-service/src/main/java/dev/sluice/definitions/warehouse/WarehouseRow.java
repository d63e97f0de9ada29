package dev.sluice.definitions.warehouse;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A warehouse as stored; rows are made by {@link Warehouses}. */
@Entity
@Table(name = "warehouse")
class WarehouseRow extends PanacheEntityBase {

    @Id
    long id;

    @Column(name = "environment_id")
    long environmentId;

    String name;

    @Column(name = "duckdb_path")
    String duckdbPath;

    @Column(name = "created_at")
    Instant createdAt;
}
