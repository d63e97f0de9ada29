package dev.sluice.worker.metrics;

/**
 * How a warehouse stands, whoever did its runs. What there is none of is not a number.
 *
 * @param registered when the warehouse was, in seconds since 1970
 * @param lastSuccess when the last run ended that left nothing out, in seconds since 1970
 * @param failuresInARow runs that failed since one did not
 * @param runningFor for how many seconds the run has gone on that has the warehouse; 0 where none has
 * @param fillingFor for how many seconds the fill has gone on that makes tables ready beside it; 0 where none does
 * @param fillJudgedEvents how far that fill is
 * @param leftOutTables that could not be written when they were last tried
 * @param pendingEvents in the log and not in the warehouse
 * @param pendingFor for how many seconds the oldest of them has been waiting, or the warehouse has been registered if that
 *     is less; 0 where none is
 * @param newestEvent when the newest event arrived that readers are shown, in seconds since 1970
 * @param feedPosition up to where changes of users are in the warehouse
 */
record WarehouseStanding(
        String environment,
        String warehouse,
        double registered,
        double lastSuccess,
        double failuresInARow,
        double runningFor,
        double fillingFor,
        double fillJudgedEvents,
        double leftOutTables,
        double pendingEvents,
        double pendingFor,
        double newestEvent,
        long feedPosition) {}
