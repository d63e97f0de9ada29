package dev.sluice.definitions.testing;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the service logs from now on until this is closed. */
public final class LogLines extends Handler implements AutoCloseable {

    private static final Logger ROOT = Logger.getLogger("");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines() {
        setFormatter(new SimpleFormatter());
    }

    public static LogLines record() {
        var lines = new LogLines();
        ROOT.addHandler(lines);
        return lines;
    }

    public List<String> containing(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void publish(LogRecord line) {
        // Loggers that fill in values in their own way leave them beside the text.
        lines.add(getFormatter().format(line) + Arrays.toString(line.getParameters()));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
