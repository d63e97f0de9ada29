package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.warehouse.Warehouse;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/**
 * A row of a chunk of a DuckDB result. The driver's own result set makes strings of all texts of a chunk, whether anyone
 * asks for them or not; here a text is made when it is asked for.
 */
final class DuckDbRow implements Warehouse.Row {

    private final DuckDBReadableVector[] vectors;
    private long place;

    DuckDbRow(DuckDBDataChunkReader chunk) {
        vectors = new DuckDBReadableVector[Math.toIntExact(chunk.columnCount())];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i);
        }
    }

    DuckDbRow at(long row) {
        place = row;
        return this;
    }

    @Override
    public String text(int column) {
        var vector = vectors[column - 1];
        return vector.isNull(place) ? null : vector.getString(place);
    }

    @Override
    public long number(int column) {
        var vector = vectors[column - 1];
        if (vector.isNull(place)) {
            return 0;
        }
        return vector.getType() == DuckDBColumnType.INTEGER ? vector.getInt(place) : vector.getLong(place);
    }

    @Override
    public boolean flag(int column) {
        return vectors[column - 1].getBoolean(place, false);
    }
}
