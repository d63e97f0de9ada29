package dev.sluice.worker.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs behave. */
@ConfigMapping(prefix = "sluice.run")
interface RunConfig {

    /** How long a warehouse stays reserved for a run that gives no sign of life. */
    @WithDefault("60s")
    Duration lease();

    /** How often a living run renews its lease; a third of it or less. */
    @WithDefault("20s")
    Duration renewEvery();

    /**
     * How long a run may neither ask its warehouse anything, nor hear of it, nor get ahead otherwise, before it is taken for
     * one that hangs, and given up; longer than the longest statement takes.
     */
    @WithDefault("2h")
    Duration hangsAfter();

    /**
     * How long runs may go on once their worker is to stop, before they are stopped too, to be done again by another; with
     * some ten seconds more, within the time that the process is given.
     */
    @WithDefault("30s")
    Duration stopWithin();

    /**
     * How often it is looked for runs whose worker died; one is taken for dead that seems so twice in a row, so longer
     * than a lease takes to be renewed; {@code off} for never.
     */
    @WithDefault("30s")
    String lookForDeadEvery();

    /**
     * The most raw events that a run lands at once in a warehouse that shows nothing yet; where there are more, they land
     * slice by slice, so that a run that dies is gone on with.
     */
    @WithDefault("500000")
    long landAtOnce();

    /**
     * The most raw events that a run judges for a table that is new or toggled on again, in events of the environment
     * since the log began; where there are more, a run beside does it.
     */
    @WithDefault("500000")
    long fillBesideFrom();

    /** How many raw events that run judges before it lets other runs go ahead. */
    @WithDefault("250000")
    long fillSlice();

    /** How often a run that waits for such a slice looks whether it has ended. */
    @WithDefault("100ms")
    Duration waitInterval();

    /** How long a run may wait before it is taken for dead by those that let it go ahead. */
    @WithDefault("10m")
    Duration longestWait();

    /** After how long a table that failed is tried again; twice as long after each further failure. */
    @WithDefault("1m")
    Duration retryAfter();

    /** The longest of these pauses. */
    @WithDefault("6h")
    Duration retryAtMost();

    /** How long runs are kept after their end; the last of each kind and outcome over a warehouse is kept for good. */
    @WithDefault("90d")
    Duration keepFor();

    /** How often it is looked for runs that are kept no longer; {@code off} for never. */
    @WithDefault("1h")
    String forgetEvery();

    /** How often a watched run is looked at. */
    @WithDefault("200ms")
    Duration watchInterval();
}
