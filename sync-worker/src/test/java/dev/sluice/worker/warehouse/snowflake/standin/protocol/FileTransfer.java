package dev.sluice.worker.warehouse.snowflake.standin.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.worker.warehouse.snowflake.standin.log.RequestLog;
import dev.sluice.worker.warehouse.snowflake.standin.session.Session;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the driver to copy files into a stage's folder by itself. It never says when it has done so: what is new is
 * looked for later.
 */
final class FileTransfer {

    private final RequestLog log;
    private final Map<Path, Long> seen = new ConcurrentHashMap<>();
    private final Map<Path, Boolean> folders = new ConcurrentHashMap<>();

    FileTransfer(RequestLog log) {
        this.log = log;
    }

    ObjectNode answer(Statement.Put put, Session session, String queryId) {
        var folder = session.stage(put.to().stage()).resolve(put.to().path());
        folders.put(folder, true);
        var data = Json.object();
        data.putArray("src_locations").add(put.source());
        data.put("parallel", Integer.parseInt(put.options().getOrDefault("PARALLEL", "4")));
        data.put("threshold", 209_715_200);
        data.put(
                "autoCompress",
                !put.options().getOrDefault("AUTO_COMPRESS", "TRUE").equalsIgnoreCase("FALSE"));
        data.put("overwrite", put.options().getOrDefault("OVERWRITE", "FALSE").equalsIgnoreCase("TRUE"));
        data.put(
                "sourceCompression",
                put.options().getOrDefault("SOURCE_COMPRESSION", "auto_detect").toLowerCase(java.util.Locale.ROOT));
        data.put("clientShowEncryptionParameter", false);
        data.put("queryId", queryId);
        data.putNull("encryptionMaterial");
        var stage = data.putObject("stageInfo");
        stage.put("locationType", "LOCAL_FS");
        stage.put("location", folder.toString());
        stage.put("path", put.to().path());
        stage.put("region", "");
        stage.putObject("creds");
        data.put("command", "UPLOAD");
        data.putNull("kind");
        data.put("operation", "Node");
        return Json.success(data);
    }

    /** Counts the files that have come since it was last asked. */
    void look() {
        folders.keySet().forEach(this::look);
    }

    private void look(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                long size = Files.size(file);
                if (seen.putIfAbsent(file, size) == null) {
                    log.addStaged(1, size);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
