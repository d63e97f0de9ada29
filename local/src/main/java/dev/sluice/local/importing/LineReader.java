package dev.sluice.local.importing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads a file of lines, plain or gzipped, in memory that does not grow with it. */
final class LineReader implements AutoCloseable {

    /** No call may be larger than 32 KB, and a batch no larger than 500 KB; beyond this nothing is worth keeping. */
    static final int LONGEST_LINE = 400_000;

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_FIRST_BYTE = 0x1f;
    private static final int GZIP_SECOND_BYTE = 0x8b;

    private final FileChannel file;
    private final InputStream input;
    private long number;

    LineReader(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
        var raw = new BufferedInputStream(Channels.newInputStream(file), BUFFER);
        input = gzipped(raw) ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    }

    /** Bytes of the file read so far, compressed as they are. */
    long position() throws IOException {
        return file.position();
    }

    Optional<SourceLine> next() throws IOException {
        int first = input.read();
        if (first < 0) {
            return Optional.empty();
        }
        var kept = new ByteArrayOutputStream();
        boolean cut = false;
        for (int each = first; each >= 0 && each != '\n'; each = input.read()) {
            if (kept.size() < LONGEST_LINE) {
                kept.write(each);
            } else {
                cut = true;
            }
        }
        return Optional.of(new SourceLine(++number, kept.toByteArray(), cut));
    }

    @Override
    public void close() throws IOException {
        input.close();
        file.close();
    }

    private static boolean gzipped(BufferedInputStream raw) throws IOException {
        raw.mark(2);
        boolean magic = raw.read() == GZIP_FIRST_BYTE && raw.read() == GZIP_SECOND_BYTE;
        raw.reset();
        return magic;
    }
}
