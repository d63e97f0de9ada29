package dev.sluice.identity.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints rates as tables, and as the page that the project keeps. */
record Report(List<Measured> rates, Measured overLimit, Fed fed) {

    private static final double MEGABYTE = 1 << 20;

    String tables() {
        return ratesTable() + overLimitTable() + fedTable();
    }

    private String ratesTable() {
        return """

                | what | clients | a second | plain upserts a second | ratio |
                |---|---:|---:|---:|---:|
                """ + rates.stream().map(Report::row).collect(Collectors.joining());
    }

    private String overLimitTable() {
        return String.format(Locale.ROOT, """

                | what | clients | a second, %,d held before | a second, none held before | ratio |
                |---|---:|---:|---:|---:|
                """, Benchmark.HELD) + row(overLimit);
    }

    private static String row(Measured rate) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,.0f | %,.0f | %.2f |%n",
                rate.what(),
                rate.clients(),
                rate.rate(),
                rate.comparedRate(),
                rate.ratio());
    }

    private String fedTable() {
        var live = fed.liveBytes();
        return String.format(
                Locale.ROOT,
                """

                | users fed | a second | heap held before | most held meanwhile | held at the end |
                |---:|---:|---:|---:|---:|
                | %,d | %,.0f | %.1f MB | %.1f MB | %.1f MB |
                """,
                fed.users(),
                fed.rate(),
                live.getFirst() / MEGABYTE,
                live.stream().mapToLong(Long::longValue).max().orElseThrow() / MEGABYTE,
                live.getLast() / MEGABYTE);
    }

    String page() {
        return """
                # Benchmarks of identity

                `./sluice bench identity` compares the packaged identity-service, called over gRPC in batches of 1,000, with
                the plain upserts that its calls stand for, written by hand as JDBC batches of the same size: for an identify
                call those of the anonymous account, the identity's account and the migration; for a property call those of
                the account and of each property. Each batch is one transaction on both sides, in the same PostgreSQL, and both
                sides are timed in turn; medians of three rounds stand here. Rates depend on the machine and on what else it
                does; ratios are what is claimed. Made on %s with %d processors, Java %s on %s; clients, service and
                PostgreSQL share the machine.
                %s
                The plain upserts keep no ledger, decide no conflicts, follow no chains, and place nothing in a feed. All
                clients write to one environment, whose changes the service takes one transaction at a time.

                Beyond what an identity may gain on a day, visitors are held. Such calls, all of one identity and day, are timed
                where %s are held before them, and in turn for identities that have just reached the limit, each batch for
                another one.

                The service has a heap of 256 MB at most, and ends should that not suffice. What it holds is counted after a
                full collection, before the feed is read, after each tenth of it and at the end.
                """.formatted(
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature(),
                        System.getProperty("os.name"),
                        tables(),
                        String.format(Locale.ROOT, "%,d", Benchmark.HELD));
    }
}
