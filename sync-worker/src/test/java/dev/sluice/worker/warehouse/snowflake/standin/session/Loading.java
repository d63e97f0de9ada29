package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Names;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.stage.StageFiles;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** COPY INTO: loads the files that were not loaded into the table before, all of them or none. */
final class Loading {

    private static final List<Answer.Field> FIELDS = List.of(
            Answer.Field.text("file"),
            Answer.Field.text("status"),
            Answer.Field.number("rows_parsed"),
            Answer.Field.number("rows_loaded"),
            Answer.Field.number("error_limit"),
            Answer.Field.number("errors_seen"),
            Answer.Field.text("first_error"),
            Answer.Field.number("first_error_line"),
            Answer.Field.number("first_error_character"),
            Answer.Field.text("first_error_column_name"));

    private final Statement.Copy copy;
    private final StoredObject.Table table;
    private final String duckDb;
    private final StageFiles files;
    private final List<String> columns;

    Loading(Statement.Copy copy, StoredObject.Table table, String duckDb, Path stage) {
        this.copy = copy;
        this.table = table;
        this.duckDb = duckDb;
        this.files = new StageFiles(stage);
        this.columns = copy.columns().isEmpty() ? table.columnNames() : copy.columns();
    }

    /** @param transaction where to remember what was loaded, once it is committed */
    Answer load(Connection connection, Transaction transaction) throws SQLException {
        var rows = new ArrayList<List<String>>();
        for (var file : wanted()) {
            if (file.digest().equals(table.loaded().get(file.name()))) {
                if (!copy.files().isEmpty()) {
                    rows.add(row(file, "LOAD_SKIPPED", 0, "File was loaded before."));
                }
                continue;
            }
            rows.add(row(file, "LOADED", load(file, connection), null));
            transaction.onCommit(() -> remember(file));
        }
        return rows.isEmpty()
                ? Answer.done(Answer.COPY, "Copy executed with 0 files processed.")
                : Answer.of(Answer.COPY, FIELDS, rows);
    }

    private void remember(StageFiles.StagedFile file) {
        table.loaded().put(file.name(), file.digest());
        if (copy.purge()) {
            StageFiles.delete(file);
        }
    }

    private List<StageFiles.StagedFile> wanted() {
        if (copy.files().isEmpty()) {
            return files.beginningWith(copy.from().path());
        }
        String folder = copy.from().path();
        String before = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        return copy.files().stream().map(name -> file(before + name)).toList();
    }

    private StageFiles.StagedFile file(String name) {
        return files.beginningWith(name).stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new SnowflakeError("091016", "22000", "Remote file '%s' was not found.".formatted(name)));
    }

    private long load(StageFiles.StagedFile file, Connection connection) throws SQLException {
        try (var texts = new TextRows(connection, columns.size())) {
            StageFiles.read(file.path(), copy.format(), row -> {
                if (row.size() != columns.size()) {
                    throw new SnowflakeError(
                            "100080",
                            "22000",
                            "Number of columns in file (%d) does not match that of the corresponding table (%d)\n  File '%s'"
                                    .formatted(row.size(), columns.size(), file.name()));
                }
                texts.add(row);
            });
            texts.complete();
            texts.insert("INSERT INTO %s (%s) SELECT %s FROM %s"
                    .formatted(
                            duckDb,
                            columns.stream().map(Names::quote).collect(Collectors.joining(", ")),
                            IntStream.range(0, columns.size())
                                    .mapToObj(this::converted)
                                    .collect(Collectors.joining(", ")),
                            TextRows.TABLE));
            return texts.count();
        }
    }

    private String converted(int at) {
        var type = table.columns().get(columns.get(at));
        if (type == null) {
            throw SnowflakeError.invalidIdentifier(columns.get(at));
        }
        if (type.kind() == DataType.Kind.VARIANT) {
            throw SnowflakeError.unsupported("COPY INTO a VARIANT from a file of values");
        }
        return type.kind() == DataType.Kind.TEXT ? "B" + (at + 1) : type.cast("B" + (at + 1), false);
    }

    private static List<String> row(StageFiles.StagedFile file, String status, long rows, String error) {
        var row = new ArrayList<String>();
        row.add(file.name());
        row.add(status);
        row.add(String.valueOf(rows));
        row.add(String.valueOf(rows));
        row.add("1");
        row.add(error == null ? "0" : "1");
        row.add(error);
        row.add(null);
        row.add(null);
        row.add(null);
        return row;
    }
}
