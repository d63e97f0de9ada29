package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.StagePath;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.stage.StageFiles;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Stages and the files in them. */
record Stages(Store store, Rights rights) {

    Path folder(ObjectName name) {
        var folder = rights.useSchema(name.schema()).stages().get(name.name());
        if (folder == null) {
            throw SnowflakeError.noSuchObject("Stage", name);
        }
        return folder;
    }

    private List<StageFiles.StagedFile> files(StagePath path) {
        return new StageFiles(folder(path.stage())).beginningWith(path.path());
    }

    private static String shown(StagePath path, StageFiles.StagedFile file) {
        return path.stage().name().toLowerCase(Locale.ROOT) + "/" + file.name();
    }

    Answer list(Statement.ListStage list) {
        var fields = List.of(
                Answer.Field.text("name"),
                Answer.Field.number("size"),
                Answer.Field.text("md5"),
                Answer.Field.text("last_modified"));
        var rows = files(list.path()).stream()
                .map(file -> List.of(
                        shown(list.path(), file),
                        String.valueOf(file.size()),
                        file.digest(),
                        "Thu, 1 Jan 2026 00:00:00 GMT"))
                .toList();
        return Answer.of(Answer.LIST, fields, rows);
    }

    Answer remove(Statement.Remove remove) {
        var files = files(remove.path());
        files.forEach(StageFiles::delete);
        var rows = files.stream()
                .map(file -> List.of(shown(remove.path(), file), "removed"))
                .toList();
        return Answer.of(Answer.REMOVE, List.of(Answer.Field.text("name"), Answer.Field.text("result")), rows);
    }
}
