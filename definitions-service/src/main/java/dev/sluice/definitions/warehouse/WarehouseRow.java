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

    @Column(name = "postgres_url")
    String postgresUrl;

    @Column(name = "postgres_database")
    String postgresDatabase;

    @Column(name = "postgres_user")
    String postgresUser;

    @Column(name = "postgres_password_secret")
    String postgresPasswordSecret;

    @Column(name = "snowflake_account")
    String snowflakeAccount;

    @Column(name = "snowflake_user")
    String snowflakeUser;

    @Column(name = "snowflake_role")
    String snowflakeRole;

    @Column(name = "snowflake_virtual_warehouse")
    String snowflakeVirtualWarehouse;

    @Column(name = "snowflake_database")
    String snowflakeDatabase;

    @Column(name = "snowflake_private_key_secret")
    String snowflakePrivateKeySecret;

    @Column(name = "created_at")
    Instant createdAt;

    /** A constraint of the table sees to it that the columns of one engine are filled, and no other. */
    WarehouseTarget target() {
        if (duckdbPath != null) {
            return new WarehouseTarget.DuckDb(duckdbPath);
        }
        return postgresUrl != null
                ? new WarehouseTarget.Postgres(
                        new PostgresUrl(postgresUrl, postgresDatabase), postgresUser, postgresPasswordSecret)
                : new WarehouseTarget.Snowflake(
                        new SnowflakeAccount(snowflakeAccount),
                        snowflakeUser,
                        new SnowflakeName(snowflakeRole),
                        new SnowflakeName(snowflakeVirtualWarehouse),
                        new SnowflakeName(snowflakeDatabase),
                        snowflakePrivateKeySecret);
    }
}
