package dev.sluice.local.demo;

import dev.sluice.local.query.PublishedFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of each table at one moment. */
record Counts(Map<String, Long> rows) {

    Counts {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    static Counts of(PublishedFile file, List<String> tables) {
        var rows = new LinkedHashMap<String, Long>();
        tables.forEach(table -> rows.put(table, number(file, "SELECT count(*) FROM \"" + table + "\"")));
        return new Counts(rows);
    }

    static long number(PublishedFile file, String sql) {
        return file.query(sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }
}
