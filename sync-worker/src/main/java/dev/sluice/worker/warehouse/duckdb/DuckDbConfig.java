package dev.sluice.worker.warehouse.duckdb;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How DuckDB files are written to. */
@ConfigMapping(prefix = "sluice.duckdb")
public interface DuckDbConfig {

    /**
     * What DuckDB may take for each file that is open, beside the heap; what does not fit is written to disk meanwhile, as
     * far as DuckDB can. Absent for its own default, four fifths of the machine's or the container's memory.
     */
    Optional<MemorySize> memory();
}
