package dev.sluice.worker.bench;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Prints comparisons as a table, and as the page that the project keeps. */
record Report(String engine, int history, List<Comparison> comparisons) {

    String table() {
        var text = new StringBuilder("""

                | what | seconds | against | seconds | ratio | to reach | reached |
                |---|---:|---|---:|---:|---:|---|
                """);
        for (var comparison : comparisons) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %s | %.2f | %.2f | ≤ %.2f | %s |%n",
                    comparison.what(),
                    Comparison.median(comparison.ours()),
                    comparison.other(),
                    Comparison.median(comparison.theirs()),
                    comparison.ratio(),
                    comparison.most(),
                    comparison.reached() ? "yes" : "no"));
        }
        return text.toString();
    }

    String page() {
        return """
                # Benchmarks of %s

                `%s` compares what runs do with the SQL that an expert would write by hand for %s and the same
                result. Both sides are timed in turn in one process, three rounds each; the medians stand here. Seconds
                depend on the machine; ratios are what is claimed. Made on %s with %d processors, %,d MB of memory for the
                Java process, Java %s on %s, over %,d raw events.
                %s
                Landing includes deriving sessions, and syncing includes judging the events, the plan and what is recorded of
                the run; the expert's SQL does none of that.
                """.formatted(
                        engine,
                        engine.equals("DuckDB") ? "./sluice bench" : "./sluice bench postgres",
                        engine,
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() / (1 << 20),
                        Runtime.version().feature(),
                        System.getProperty("os.name"),
                        history,
                        table());
    }
}
