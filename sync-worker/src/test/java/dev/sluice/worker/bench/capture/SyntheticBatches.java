package dev.sluice.worker.bench.capture;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Batches of the calls that a shop's pages send, each call with an id of its own as Segment's libraries make them. */
final class SyntheticBatches {

    static final int SIZE = 100;

    private static final int USERS = 10_000;
    private static final int PAGES = 200;

    private final AtomicLong calls = new AtomicLong();

    String next() {
        long first = calls.getAndAdd(SIZE);
        var now = Instant.now();
        return LongStream.range(first, first + SIZE)
                .mapToObj(call -> call(call, now))
                .collect(Collectors.joining(",", "{\"batch\":[", "],\"sentAt\":\"%s\"}".formatted(now)));
    }

    private static String call(long number, Instant now) {
        long page = number * 7 % PAGES;
        var context = """
                {"library":{"name":"analytics.js","version":"2.1"},"ip":"203.0.113.%d","page":{"path":"/shop/%d",\
                "referrer":"https://search.example/","search":"?utm_source=mail","title":"Shop %d",\
                "url":"https://shop.example/shop/%d?utm_source=mail"},"campaign":{"source":"mail"}}""".formatted(number % 250, page, page, page);
        var about = number % 2 == 0
                ? "\"type\":\"page\",\"properties\":{\"category\":\"c%d\"}".formatted(page % 9)
                : "\"type\":\"track\",\"event\":\"Added\",\"properties\":{\"sku\":\"s%d\",\"price\":%d.5,\"quantity\":2}"
                        .formatted(page, number % 90);
        return "{%s,\"messageId\":\"%s\",\"anonymousId\":\"visitor-%d\",\"timestamp\":\"%s\",\"context\":%s}"
                .formatted(about, messageId(now), number * 31 % USERS, now, context);
    }

    private static String messageId(Instant now) {
        var random = ThreadLocalRandom.current();
        return "ajs-next-%d-%016x%016x".formatted(now.toEpochMilli(), random.nextLong(), random.nextLong());
    }
}
