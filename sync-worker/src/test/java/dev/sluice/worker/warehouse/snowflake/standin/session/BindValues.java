package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.Binds;
import dev.sluice.worker.warehouse.snowflake.standin.sql.CsvFormat;
import dev.sluice.worker.warehouse.snowflake.standin.sql.StagePath;
import dev.sluice.worker.warehouse.snowflake.standin.stage.StageFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the driver sends for the {@code ?} of a statement: a value for each, or many, or a path in its own stage where
 * there are very many.
 *
 * @param columns for each {@code ?} its values
 * @param stage where the rows are, as files of values
 */
public record BindValues(
        List<String> types, List<List<String>> columns, boolean many, Optional<StagePath> stage, int count) {

    private static final CsvFormat STAGED =
            new CsvFormat(Optional.of('"'), true, List.of(), Optional.empty(), true, ',');

    Binds literals() {
        var literals = new ArrayList<String>();
        for (int at = 0; at < columns.size(); at++) {
            literals.add(Binds.literal(types.get(at), columns.get(at).getFirst()));
        }
        return Binds.of(literals);
    }

    Changes.BoundRows rows(Session session) {
        if (stage.isPresent()) {
            return new Changes.BoundRows(count, staged(session, stage.get()));
        }
        return many ? new Changes.BoundRows(columns.size(), transposed()) : Changes.BoundRows.NONE;
    }

    private List<List<String>> staged(Session session, StagePath path) {
        var rows = new ArrayList<List<String>>();
        var files = new StageFiles(session.stage(path.stage())).beginningWith(path.path());
        files.forEach(file -> StageFiles.read(file.path(), STAGED, rows::add));
        return rows;
    }

    private List<List<String>> transposed() {
        var rows = new ArrayList<List<String>>();
        for (int row = 0; row < columns.getFirst().size(); row++) {
            var values = new ArrayList<String>();
            for (var column : columns) {
                values.add(column.get(row));
            }
            rows.add(values);
        }
        return rows;
    }

    /** Staged values are texts, which the columns take as they are. */
    List<String> boundTypes() {
        return stage.isPresent() ? Collections.nCopies(count, "STAGED") : types;
    }
}
