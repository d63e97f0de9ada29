package dev.sluice.local.console;

/** The exit codes of every command. */
public final class ExitCode {

    /** All of it was done. */
    public static final int DONE = 0;

    /** Part of it was done; the output says what was not. */
    public static final int PARTLY = 1;

    /** It could not be done. */
    public static final int FAILED = 2;

    private ExitCode() {}
}
