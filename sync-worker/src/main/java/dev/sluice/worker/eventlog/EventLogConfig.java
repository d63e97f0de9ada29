package dev.sluice.worker.eventlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the event log writes and reads. */
@ConfigMapping(prefix = "sluice.event-log")
public interface EventLogConfig {

    /** Transactions that a process commits to the event log at once, at least 1; each takes a connection to PostgreSQL. */
    @WithDefault("2")
    int writers();

    /** Most messages that are committed together; a request with more is one commit of its own. */
    @WithDefault("5000")
    int commitMessages();

    /** Most requests that wait for a commit; further ones are told to come again. */
    @WithDefault("2000")
    int waitingRequests();

    /** Most bytes of all requests that wait for a commit, roughly; further requests are told to come again. */
    @WithDefault("67108864")
    long waitingBytes();

    /** How long a request waits for its commit before it is told to come again. */
    @WithDefault("30s")
    Duration commitTimeout();

    /** How long a commit waits for a lock that another writer holds. */
    @WithDefault("10s")
    Duration lockTimeout();

    /** Raw events fetched from PostgreSQL at a time by a reader, each of at most about 32 KB. */
    @WithDefault("500")
    int fetchSize();

    /**
     * How long raw events stay in the log, a day at least; absent for ever. They stay longer as long as a registered
     * warehouse has not read them. What is gone from the log is still in the warehouses that have read it.
     */
    Optional<Duration> retention();

    /** Positions that one transaction goes through when raw events of deleted users are erased. */
    @WithDefault("50000")
    int eraseStretch();

    /** How long an erasure waits for those who read the log; readers who come meanwhile wait as long. */
    @WithDefault("2s")
    Duration readersTimeout();
}
