package dev.sluice.local.console;

/** Shows how far a long step is. */
public sealed interface Progress extends AutoCloseable permits TerminalProgress, LogProgress {

    /** @param total 0 while unknown */
    void reach(long done, long total);

    /** What is being done right now. */
    void note(String message);

    @Override
    void close();
}
