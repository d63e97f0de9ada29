package dev.sluice.worker.warehouse;

import java.util.List;

/** Takes many rows into a staging table; closing makes them readable. */
public interface BulkLoad extends AutoCloseable {

    /** @param values in the order of the columns: null, String, Long, Boolean or Instant */
    void add(List<?> values);

    @Override
    void close();
}
