package dev.sluice.worker.bench.capture;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** Prints what capture can take as tables, and as the page that the project keeps. */
record Report(List<Rate> rates, Steady steady) {

    private static final double MEGABYTE = 1 << 20;
    private static final double MILLIS = 1e3;

    String tables() {
        return """

                | connections | events a second | plain COPY, rows a second | ratio | p50 | p99 |
                |---:|---:|---:|---:|---:|---:|
                """ + rates.stream().map(Report::row).collect(Collectors.joining())
                + String.format(
                        Locale.ROOT,
                        """

                | events a second | minutes | held before | most held | held at the end | p50 | p99 |
                |---:|---:|---:|---:|---:|---:|---:|
                | %,.0f | %d | %.1f MB | %.1f MB | %.1f MB | %.0f ms | %.0f ms |
                """,
                        steady.rate(),
                        steady.liveBytes().size() - 1,
                        megabytes(steady.liveBytes().getFirst()),
                        megabytes(steady.liveBytes().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElseThrow()),
                        megabytes(steady.liveBytes().getLast()),
                        millis(steady.waited(), 50),
                        millis(steady.waited(), 99));
    }

    private static String row(Rate rate) {
        return String.format(
                Locale.ROOT,
                "| %d | %,.0f | %,.0f | %.2f | %.0f ms | %.0f ms |%n",
                rate.connections(),
                rate.ours(),
                rate.plain(),
                rate.ratio(),
                millis(rate.waited(), 50),
                millis(rate.waited(), 99));
    }

    private static double megabytes(long bytes) {
        return bytes / MEGABYTE;
    }

    private static double millis(Histogram waited, double percentile) {
        return waited.getValueAtPercentile(percentile) / MILLIS;
    }

    String page() {
        return """
                # Benchmarks of capture

                `./sluice bench capture` sends batches of 100 Segment calls (page and track, each with an id of its own) over
                HTTP on loopback to the packaged sync-worker, whose heap is 256 MB at most, half of it for new objects as in its
                image. Each connection waits for its answer, which comes when all calls of the batch are durable in the event log.
                The comparison is one client that copies the same rows, by one COPY, into the same table of the same PostgreSQL
                when that is empty; unlike the worker it reads no JSON, derives no columns and remembers no message ids. Both
                sides are timed in turn, after a minute and a half of such load, as a service runs for days; medians of three
                rounds of 250,000 events stand here.
                Rates depend on the machine and on what else it does; ratios are
                what is claimed. Made on %s with %d processors, Java %s on %s; load generator, worker and PostgreSQL share the
                machine.

                Waiting times are those at seven tenths of the rate before them: batches are due at fixed times, and wait from
                when they were due, not from when they were sent. The second table is of a load that stays the same, and what the
                worker holds on to after a full collection of its heap.
                %s""".formatted(
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        System.getProperty("os.name"),
                        tables());
    }
}
