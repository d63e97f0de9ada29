package dev.sluice.worker.warehouse.snowflake.standin.stage;

import dev.sluice.worker.warehouse.snowflake.standin.sql.CsvFormat;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of values as Snowflake does: what is in quotes is never null. */
final class CsvReader {

    private final BufferedReader input;
    private final CsvFormat format;
    private int ahead;

    CsvReader(BufferedReader input, CsvFormat format) throws IOException {
        this.input = input;
        this.format = format;
        this.ahead = input.read();
    }

    /** @return null after the last row */
    List<String> next() throws IOException {
        if (ahead < 0) {
            return null;
        }
        var row = new ArrayList<String>();
        row.add(field());
        while (ahead == format.delimiter()) {
            take();
            row.add(field());
        }
        if (ahead == '\r') {
            take();
        }
        if (ahead >= 0 && take() != '\n') {
            throw new SnowflakeError(
                    "100016", "22000", "Field delimiter '%s' expected but not found".formatted(format.delimiter()));
        }
        return row;
    }

    private int take() throws IOException {
        int taken = ahead;
        ahead = input.read();
        return taken;
    }

    private String field() throws IOException {
        return format.enclosedBy().isPresent() && ahead == format.enclosedBy().get()
                ? enclosed(format.enclosedBy().get())
                : unenclosed();
    }

    private String enclosed(char quote) throws IOException {
        take();
        var text = new StringBuilder();
        while (true) {
            if (ahead < 0) {
                throw new SnowflakeError("100068", "22000", "End of record reached while expected to parse column");
            }
            char sign = (char) take();
            if (sign != quote) {
                text.append(sign);
            } else if (ahead == quote) {
                text.append((char) take());
            } else {
                return text.toString();
            }
        }
    }

    private String unenclosed() throws IOException {
        var text = new StringBuilder();
        var written = new StringBuilder();
        while (ahead >= 0 && ahead != format.delimiter() && ahead != '\n' && ahead != '\r') {
            char sign = (char) take();
            written.append(sign);
            if (format.escapeUnenclosed().filter(escape -> escape == sign).isPresent() && ahead >= 0) {
                char escaped = (char) take();
                written.append(escaped);
                text.append(meant(escaped));
            } else {
                text.append(sign);
            }
        }
        boolean isNull = (written.isEmpty() && format.emptyFieldAsNull())
                || format.nullIf().contains(written.toString());
        return isNull ? null : text.toString();
    }

    private static char meant(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> escaped;
        };
    }
}
