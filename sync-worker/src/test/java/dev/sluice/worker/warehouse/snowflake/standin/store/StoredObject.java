package dev.sluice.worker.warehouse.snowflake.standin.store;

import dev.sluice.worker.warehouse.snowflake.standin.sql.DataType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A table or view: what is known of it besides its rows. */
public sealed interface StoredObject {

    String owner();

    Set<Grant> grants();

    List<String> columnNames();

    /** The same under another owner's name, for a copy of what it stands in. */
    StoredObject copy();

    /** @param loaded files that were loaded into it, with the signs of what was in them */
    record Table(
            String owner,
            Set<Grant> grants,
            boolean isTransient,
            Map<String, DataType> columns,
            Map<String, String> loaded)
            implements StoredObject {

        public Table(String owner, boolean isTransient, Map<String, DataType> columns) {
            this(owner, new LinkedHashSet<>(), isTransient, new LinkedHashMap<>(columns), new TreeMap<>());
        }

        @Override
        public List<String> columnNames() {
            return List.copyOf(columns.keySet());
        }

        @Override
        public Table copy() {
            return new Table(
                    owner,
                    new LinkedHashSet<>(grants),
                    isTransient,
                    new LinkedHashMap<>(columns),
                    new TreeMap<>(loaded));
        }
    }

    record View(String owner, Set<Grant> grants, List<String> columnNames, List<DataType> types, String body)
            implements StoredObject {

        @Override
        public View copy() {
            return new View(owner, new LinkedHashSet<>(grants), columnNames, types, body);
        }
    }

    record Grant(String privilege, String role) {}
}
