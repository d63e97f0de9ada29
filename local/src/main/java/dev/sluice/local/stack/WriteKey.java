package dev.sluice.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The write key of the default environment: made once, kept beside the data, since services only keep its hash. */
final class WriteKey {

    private static final int BYTES = 16;

    private WriteKey() {}

    static String of(StackFolder folder) {
        var file = folder.writeKey();
        try {
            if (Files.notExists(file)) {
                Files.writeString(file, random());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
