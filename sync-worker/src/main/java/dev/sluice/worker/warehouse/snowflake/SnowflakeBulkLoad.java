package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.warehouse.BulkLoad;
import dev.sluice.worker.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Brings rows into a staging table: a few in a statement, many as files that are put on the run's stage and copied from
 * there by one statement. A file is loaded once, also where its statement is repeated because an answer was lost.
 */
final class SnowflakeBulkLoad implements BulkLoad {

    /** Putting and copying a file takes seconds, however small it is. */
    private static final int FEW_ROWS = 100;

    /** Compressed, and less than that: Snowflake takes several in at once, and none faster by being larger. */
    static final long LARGEST_FILE = 150L << 20;

    /** Nothing is escaped but a quote, by another; an empty field is null, and an empty text stands in quotes. */
    private static final String FORMAT = String.join(
            " ",
            "TYPE = CSV COMPRESSION = GZIP FIELD_OPTIONALLY_ENCLOSED_BY = '\"' ESCAPE = NONE",
            "ESCAPE_UNENCLOSED_FIELD = NONE NULL_IF = () EMPTY_FIELD_AS_NULL = TRUE TRIM_SPACE = FALSE",
            "SKIP_BYTE_ORDER_MARK = FALSE ENCODING = 'UTF8' ERROR_ON_COLUMN_COUNT_MISMATCH = TRUE");

    private final SnowflakeSession session;
    private final Warehouse warehouse;
    private final String table;
    private final String folder;
    private final long largestFile;
    private final List<List<?>> few = new ArrayList<>();
    private CsvFile file;
    private int files;

    SnowflakeBulkLoad(SnowflakeSession session, Warehouse warehouse, String table, long largestFile) {
        this.session = session;
        this.warehouse = warehouse;
        this.table = table;
        this.folder = "@landing/%s/%s/".formatted(table, UUID.randomUUID());
        this.largestFile = largestFile;
    }

    @Override
    public void add(List<?> values) {
        if (few.size() < FEW_ROWS) {
            few.add(new ArrayList<>(values));
            return;
        }
        write(values);
    }

    private void write(List<?> values) {
        if (file == null) {
            file = new CsvFile(temporary());
        }
        file.add(values);
        if (file.length() >= largestFile) {
            put();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("sluice-landing", ".csv.gz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put() {
        try (var done = file) {
            done.finish();
            session.execute("PUT 'file://%s' %s AUTO_COMPRESS = FALSE SOURCE_COMPRESSION = GZIP"
                    .formatted(done.path().toString().replace("'", "\\'"), folder));
            session.meter().staged(done.length());
            files++;
        } finally {
            file = null;
        }
    }

    @Override
    public void close() {
        if (few.isEmpty()) {
            return;
        }
        var columns = session.columns(table);
        if (file == null && files == 0) {
            warehouse.insert(table, columns, few);
            return;
        }
        few.forEach(this::write);
        put();
        copy(columns);
    }

    private void copy(List<String> columns) {
        String names = String.join(
                ", ", columns.stream().map(warehouse.dialect()::quote).toList());
        session.execute("COPY INTO %s (%s) FROM %s FILE_FORMAT = (%s) ON_ERROR = ABORT_STATEMENT"
                .formatted(table, names, folder, FORMAT));
        session.execute("REMOVE " + folder);
    }
}
