package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.Binds;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries out what changes rows. */
final class Changes {

    private final Store store;
    private final Transaction transaction;
    private final Rights rights;
    private final Duration patience;

    Changes(Store store, Transaction transaction, Rights rights, Duration patience) {
        this.store = store;
        this.transaction = transaction;
        this.rights = rights;
        this.patience = patience;
    }

    Answer change(Statement.Change change, BoundRows rows) {
        return switch (change) {
            case Statement.Insert insert -> insert(insert, rows);
            case Statement.InsertAll all -> insertAll(all);
            case Statement.Update update -> {
                hold(update.table(), "UPDATE");
                yield Answer.counts(
                        Answer.UPDATE,
                        List.of("number of rows updated", "number of multi-joined rows updated"),
                        run(update.sql()),
                        0L);
            }
            case Statement.Delete delete -> {
                hold(delete.table(), "DELETE");
                yield Answer.counts(Answer.DELETE, List.of("number of rows deleted"), run(delete.sql()));
            }
            case Statement.Merge merge -> merge(merge);
            case Statement.Truncate truncate -> truncate(truncate);
            case Statement.Copy copy -> copy(copy);
        };
    }

    private void hold(ObjectName table, String privilege) {
        rights.change(table, privilege);
        transaction.lock(table, patience);
    }

    private long run(String sql) {
        return transaction.change(connection -> update(connection, sql));
    }

    private long update(Connection connection, String sql) throws SQLException {
        try (var statement = transaction.running(connection.createStatement())) {
            return statement.executeLargeUpdate(sql);
        }
    }

    private Answer insert(Statement.Insert insert, BoundRows rows) {
        var table = rights.change(insert.table(), "INSERT");
        for (String column : insert.columns()) {
            if (!table.columns().containsKey(column)) {
                throw SnowflakeError.invalidIdentifier(SchemaName.shown(column));
            }
        }
        long count = transaction.change(connection -> {
            if (insert.query().isPresent()) {
                new InsertedTypes(connection, table, insert).refuseOthers();
            }
            return rows.isEmpty() ? update(connection, insert.sql()) : insertBound(connection, insert, rows);
        });
        return Answer.counts(Answer.INSERT, List.of("number of rows inserted"), count);
    }

    private static long insertBound(Connection connection, Statement.Insert insert, BoundRows rows)
            throws SQLException {
        try (var texts = new TextRows(connection, rows.columns())) {
            rows.forEach(texts::add);
            texts.complete();
            return texts.insert(insert.sql());
        }
    }

    private Answer insertAll(Statement.InsertAll all) {
        all.into().forEach(into -> rights.change(into.table(), "INSERT"));
        var counts = transaction.change(connection -> {
            update(connection, "CREATE OR REPLACE TEMP TABLE spread_rows AS " + all.source());
            var inserted = new ArrayList<Long>();
            for (var into : all.into()) {
                inserted.add(update(
                        connection,
                        "INSERT INTO %s%s SELECT %s FROM temp.main.spread_rows WHERE %s"
                                .formatted(
                                        store.catalog().duckDb(into.table()),
                                        into.columns(),
                                        into.values(),
                                        into.condition())));
            }
            update(connection, "DROP TABLE temp.main.spread_rows");
            return inserted;
        });
        var names = all.into().stream()
                .map(into -> "number of rows inserted into " + into.table().name())
                .toList();
        return Answer.counts(Answer.MULTI_INSERT, names, counts.toArray(Long[]::new));
    }

    /** DuckDB counts all rows together; of which kind they are it tells row by row. */
    private Answer merge(Statement.Merge merge) {
        hold(merge.table(), merge.updates() ? "UPDATE" : "INSERT");
        return transaction.change(connection -> {
            var counts = MergeCounts.of(connection, merge.sql());
            var names = new ArrayList<String>();
            var values = new ArrayList<Long>();
            if (merge.inserts()) {
                names.add("number of rows inserted");
                values.add(counts.inserted());
            }
            if (merge.updates()) {
                names.add("number of rows updated");
                values.add(counts.updated());
            }
            if (merge.deletes()) {
                names.add("number of rows deleted");
                values.add(counts.deleted());
            }
            return Answer.counts(Answer.MERGE, names, values.toArray(Long[]::new));
        });
    }

    private Answer truncate(Statement.Truncate truncate) {
        if (truncate.ifExists() && store.catalog().find(truncate.table()).isEmpty()) {
            return Answer.done(Answer.DEFINITION, "Statement executed successfully.");
        }
        var table = rights.change(truncate.table(), "TRUNCATE");
        transaction.lock(truncate.table(), patience);
        transaction.change(connection -> {
            transaction.onCommit(() -> table.loaded().clear());
            return update(connection, "DELETE FROM " + store.catalog().duckDb(truncate.table()));
        });
        return Answer.done(Answer.DEFINITION, "Statement executed successfully.");
    }

    private Answer copy(Statement.Copy copy) {
        var table = rights.change(copy.table(), "INSERT");
        var stage = new Stages(store, rights).folder(copy.from().stage());
        var loading = new Loading(copy, table, store.catalog().duckDb(copy.table()), stage);
        return transaction.change(connection -> loading.load(connection, transaction));
    }

    /** Rows that came as binds, many at once. */
    record BoundRows(int columns, List<List<String>> rows) {

        static final BoundRows NONE = new BoundRows(0, List.of());

        boolean isEmpty() {
            return rows.isEmpty();
        }

        void forEach(java.util.function.Consumer<List<String>> consumer) {
            rows.forEach(consumer);
        }

        Binds binds(List<String> types) {
            var names = Binds.columns(columns);
            var casts = new ArrayList<String>();
            for (int at = 0; at < columns; at++) {
                casts.add(Binds.cast(types.get(at), Names.quote(names.get(at))));
            }
            return Binds.rows(TextRows.TABLE, casts);
        }
    }
}
