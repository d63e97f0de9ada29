package dev.sluice.local.console;

import java.io.PrintWriter;
import java.util.List;

/** Where commands talk to the person: lines, tables and progress. */
public record Output(PrintWriter writer, boolean terminal) {

    /** The output of the running process; progress is drawn in place when a person watches. */
    public static Output standard(PrintWriter writer) {
        var console = System.console();
        return new Output(writer, console != null && console.isTerminal());
    }

    public void say(String line) {
        writer.println(line);
        writer.flush();
    }

    public void table(List<String> headers, List<? extends List<?>> rows) {
        say(TextTable.render(headers, rows));
    }

    public Progress progress(String task) {
        return terminal ? new TerminalProgress(this, task) : new LogProgress(this, task);
    }
}
