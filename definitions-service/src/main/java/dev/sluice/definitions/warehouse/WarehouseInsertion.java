package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.wire.Quoted;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/** How a row of each engine is inserted, unless another warehouse is written to the same place. */
final class WarehouseInsertion {

    private WarehouseInsertion() {}

    /** Left to be set are the environment, the name and now. */
    static MutationQuery of(WarehouseTarget target, Session session) {
        return switch (target) {
            case WarehouseTarget.DuckDb duckDb -> duckDb(duckDb, session);
            case WarehouseTarget.Postgres postgres -> postgres(postgres, session);
            case WarehouseTarget.Snowflake snowflake -> snowflake(snowflake, session);
        };
    }

    /** Says of a target that was not inserted why. */
    static String taken(WarehouseTarget target) {
        return switch (target) {
            case WarehouseTarget.DuckDb(var path) -> "another warehouse writes to " + Quoted.of(path);
            case WarehouseTarget.Postgres postgres ->
                takenInEnvironment(postgres.url().database());
            case WarehouseTarget.Snowflake snowflake -> takenInEnvironment(snowflake.place());
        };
    }

    private static String takenInEnvironment(String place) {
        return "another warehouse of the environment writes to " + Quoted.of(place);
    }

    private static MutationQuery duckDb(WarehouseTarget.DuckDb target, Session session) {
        return session.createNativeMutationQuery("""
                        insert into warehouse (environment_id, name, engine, duckdb_path, created_at)
                        values (:environment, :name, 'duckdb', :path, :now) on conflict do nothing""").setParameter("path", target.path());
    }

    private static MutationQuery postgres(WarehouseTarget.Postgres target, Session session) {
        return session.createNativeMutationQuery("""
                        insert into warehouse (environment_id, name, engine, postgres_url, postgres_database,
                            postgres_user, postgres_password_secret, created_at)
                        values (:environment, :name, 'postgres', :url, :database, :user, :secret, :now)
                        on conflict do nothing""")
                .setParameter("url", target.url().text())
                .setParameter("database", target.url().database())
                .setParameter("user", target.user())
                .setParameter("secret", target.passwordSecret());
    }

    private static MutationQuery snowflake(WarehouseTarget.Snowflake target, Session session) {
        return session.createNativeMutationQuery("""
                        insert into warehouse (environment_id, name, engine, snowflake_account, snowflake_place,
                            snowflake_user, snowflake_role, snowflake_virtual_warehouse, snowflake_database,
                            snowflake_private_key_secret, created_at)
                        values (:environment, :name, 'snowflake', :account, :place, :user, :role, :warehouse, :database,
                            :secret, :now)
                        on conflict do nothing""")
                .setParameter("account", target.account().text())
                .setParameter("place", target.place())
                .setParameter("user", target.user())
                .setParameter("role", target.role().exact())
                .setParameter("warehouse", target.virtualWarehouse().exact())
                .setParameter("database", target.database().exact())
                .setParameter("secret", target.privateKeySecret());
    }
}
