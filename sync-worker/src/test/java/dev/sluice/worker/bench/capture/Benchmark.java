package dev.sluice.worker.bench.capture;

import dev.sluice.testing.DurablePostgres;
import dev.sluice.testing.PackagedJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Sends batches of calls to the packaged sync-worker as fast as its answers allow, and compares what is acknowledged with a
 * plain COPY of the same rows; then sends at a fixed rate, to see how long answers take and what the worker holds on to.
 */
public final class Benchmark {

    private static final int ROUNDS = 3;
    private static final int BATCHES = 2_500;
    private static final List<Integer> CONNECTIONS = List.of(1, 8, 64);

    /** Of what is possible; faster than that, waiting times say nothing but how long the queue is. */
    private static final double LOAD = 0.7;

    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration FOR_LATENCY = Duration.ofSeconds(20);
    private static final int STEADY_CONNECTIONS = 8;

    private final PackagedJar worker;
    private final Load load;
    private final PlainCopy copy;

    private Benchmark(PackagedJar worker, String jdbcUrl) {
        this.worker = worker;
        this.load = new Load(worker.http());
        this.copy = new PlainCopy(jdbcUrl);
    }

    /** @param arguments for how many minutes the worker's memory is looked at (default 10), and a file for the report */
    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        try (var postgres = DurablePostgres.start();
                var others = OtherServices.start();
                var worker = PackagedJar.start(
                        Benchmark.class,
                        postgres.getJdbcUrl("postgres", "postgres"),
                        settings(others),
                        "-XX:NewRatio=1")) {
            var benchmark = new Benchmark(worker, postgres.getJdbcUrl("postgres", "postgres"));
            var rates = benchmark.rates();
            var steady = benchmark.steady(rates, minutes);
            var report = new Report(rates, steady);
            System.out.println(report.tables());
            if (arguments.length > 1) {
                Files.writeString(Path.of(arguments[1]), report.page());
            }
        }
    }

    private static Map<String, String> settings(OtherServices others) {
        var port = Integer.toString(others.port());
        return Map.of(
                "quarkus.grpc.clients.definitions.port", port,
                "quarkus.grpc.clients.identity.port", port,
                // What is possible is to be seen, not what one environment is let have.
                "sluice.capture.rate.calls-per-second", "0");
    }

    private List<Rate> rates() {
        warmUp();
        var rates = new ArrayList<Rate>();
        for (int connections : CONNECTIONS) {
            System.out.printf("%d connections%n", connections);
            var ours = new ArrayList<Double>();
            var plain = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                ours.add(load.asFastAsAnswered(BATCHES, connections));
                plain.add(copy.again());
            }
            double rate = Rate.median(ours);
            rates.add(new Rate(connections, ours, plain, latency(rate, connections)));
            copy.empty();
        }
        return rates;
    }

    /** Until all that is done often has been compiled; services run for days. */
    private void warmUp() {
        System.out.printf("Warming up for %d s%n", WARM_UP.toSeconds());
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < end) {
            load.asFastAsAnswered(BATCHES, STEADY_CONNECTIONS);
        }
        copy.empty();
        load.asFastAsAnswered(BATCHES, STEADY_CONNECTIONS);
        copy.again();
    }

    private Histogram latency(double rate, int connections) {
        return load.at(rate * LOAD, connections, FOR_LATENCY);
    }

    private Steady steady(List<Rate> rates, int minutes) {
        double rate = LOAD
                * rates.stream()
                        .filter(each -> each.connections() == STEADY_CONNECTIONS)
                        .findFirst()
                        .orElseThrow()
                        .ours();
        System.out.printf("%,.0f events a second for %d minutes%n", rate, minutes);
        var live = new ArrayList<Long>();
        live.add(worker.liveHeapBytes());
        var latency = new Histogram(Load.DIGITS);
        for (int minute = 0; minute < minutes; minute++) {
            latency.add(load.at(rate, STEADY_CONNECTIONS, Duration.ofMinutes(1)));
            live.add(worker.liveHeapBytes());
        }
        return new Steady(rate, live, latency);
    }
}
