package dev.sluice.local.importing;

import dev.sluice.local.console.CommandFailure;
import dev.sluice.local.console.Output;
import dev.sluice.local.console.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Sends the Segment-spec calls of a file, one a line, to an environment; whatever line is wrong, the rest goes on. */
public final class Import {

    /** As many as the API takes at once. */
    public static final int LARGEST_BATCH = 500;

    private final URI url;
    private final String writeKey;
    private final int batchSize;

    public Import(URI url, String writeKey, int batchSize) {
        this.url = url;
        this.writeKey = writeKey;
        this.batchSize = batchSize;
    }

    public ImportReport run(Path file, Output output) {
        var tally = new Tally();
        try (var lines = new LineReader(file);
                var progress = output.progress("import");
                var batches = new BatchQueue(new BatchSender(url, writeKey), tally, batchSize)) {
            send(lines, batches, tally, new BytesRead(progress, Files.size(file)));
            batches.finish();
            return tally.report();
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no file " + file, e);
        } catch (ZipException e) {
            throw new CommandFailure("%s is not whole: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static void send(LineReader lines, BatchQueue batches, Tally tally, BytesRead progress) throws IOException {
        var check = new LineCheck();
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            switch (check.check(line.get())) {
                case CheckedLine.Blank _ -> {}
                case CheckedLine.Call call -> batches.add(call);
                case CheckedLine.Refused(var refused) -> tally.refuse(refused);
            }
            progress.reach(lines.position());
        }
    }

    private record BytesRead(Progress progress, long size) {

        void reach(long position) {
            progress.reach(position, size);
        }
    }
}
