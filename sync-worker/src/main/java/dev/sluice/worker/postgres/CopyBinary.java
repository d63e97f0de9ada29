package dev.sluice.worker.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the binary format of PostgreSQL's COPY, which neither side has to read or write as text. Rows that are made in
 * parts, on several threads, are joined by {@link #append}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
public final class CopyBinary {

    /** Bytes of a value. */
    public static final int BIGINT = Integer.BYTES + Long.BYTES;

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    /** The signature, no flags, nothing more. */
    private static final byte[] HEADER = Arrays.copyOf(SIGNATURE, SIGNATURE.length + 2 * Integer.BYTES);

    /** Where a row would have its number of columns. */
    private static final byte[] TRAILER = {-1, -1};

    private static final int NULL = -1;
    private static final int DEFAULT_CAPACITY = 1 << 10;
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long EPOCH_SECOND = Duration.ofDays(EPOCH_DAY).toSeconds();
    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1_000;

    private ByteBuffer bytes;

    public CopyBinary() {
        this(DEFAULT_CAPACITY);
    }

    /** @param capacity in bytes; it grows where that does not do */
    public CopyBinary(int capacity) {
        bytes = ByteBuffer.allocate(capacity);
    }

    /** Begins a row of so many values. */
    public CopyBinary row(int columns) {
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    public CopyBinary text(String value) {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            var encoded = value.getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES + encoded.length).putInt(encoded.length).put(encoded);
        }
        return this;
    }

    public CopyBinary bigint(long value) {
        room(BIGINT).putInt(Long.BYTES).putLong(value);
        return this;
    }

    /** Whole microseconds of it, as PostgreSQL has no smaller ones; from the year -4712 to 294276. */
    public CopyBinary timestamp(Instant value) {
        return bigint((value.getEpochSecond() - EPOCH_SECOND) * MICROS + value.getNano() / NANOS);
    }

    public CopyBinary date(LocalDate value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
        return this;
    }

    public CopyBinary uuid(UUID value) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    public CopyBinary flag(boolean value) {
        room(Integer.BYTES + Byte.BYTES).putInt(Byte.BYTES).put((byte) (value ? 1 : 0));
        return this;
    }

    /**
     * A value for a column of the type that goes with its own: {@code bigint}, {@code text}, {@code timestamp} with or
     * without time zone, {@code boolean}.
     */
    public CopyBinary value(Object value) {
        return switch (value) {
            case null -> text(null);
            case Long number -> bigint(number);
            case String text -> text(text);
            case Instant instant -> timestamp(instant);
            case Boolean flag -> flag(flag);
            default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
        };
    }

    /** What {@link #toBytes} of another gave. */
    public CopyBinary append(byte[] part) {
        room(part.length).put(part);
        return this;
    }

    /** In bytes. */
    public int length() {
        return bytes.position();
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Copies the rows. @param into a table and its columns */
    public void copy(Connection connection, String into) throws SQLException {
        var copy = begin(connection, into);
        send(copy);
        end(copy);
    }

    /** Begins a COPY that rows are {@link #send sent} to, and which is to be {@link #end ended} or cancelled. */
    public static CopyIn begin(Connection connection, String into) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy %s from stdin (format binary)".formatted(into));
        copy.writeToCopy(HEADER, 0, HEADER.length);
        return copy;
    }

    /** Sends what is gathered by now, and begins anew. */
    public void send(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes.array(), 0, bytes.position());
        bytes.clear();
    }

    /** @return how many rows have been copied */
    public static long end(CopyIn copy) throws SQLException {
        copy.writeToCopy(TRAILER, 0, TRAILER.length);
        return copy.endCopy();
    }

    private ByteBuffer room(int needed) {
        if (bytes.remaining() < needed) {
            int grown = Math.max(2 * bytes.capacity(), Math.addExact(bytes.position(), needed));
            bytes = ByteBuffer.allocate(grown).put(bytes.flip());
        }
        return bytes;
    }
}
