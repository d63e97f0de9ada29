package dev.sluice.worker.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random calls of few devices and identities that share devices, visits and sessions, in batches. */
final class DeletionHistory {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private static final int DEVICES = 3;
    private static final List<String> IDENTITIES = List.of("ann", "bob");
    private static final List<String> LIBRARIES = List.of("web", "web", "web", "ios", "server");

    private final Random random;
    private long calls;

    DeletionHistory(Random random) {
        this.random = random;
    }

    /** What came, in the order of arrival; the id of an event is its position too. */
    sealed interface Call {

        int minute();

        Set<Long> users();

        default Instant time() {
            return START.plus(Duration.ofMinutes(minute()));
        }
    }

    record Event(
            long id,
            int minute,
            long device,
            String identity,
            String sessionKey,
            boolean pageview,
            String library,
            String path)
            implements Call {

        long userId() {
            return identity == null ? device : ModelledUsers.id(identity);
        }

        @Override
        public Set<Long> users() {
            return Set.of(userId());
        }
    }

    record Identify(long id, int minute, long device, String identity) implements Call {
        @Override
        public Set<Long> users() {
            return Set.of(device, ModelledUsers.id(identity));
        }
    }

    List<List<Call>> batches(int count, int size) {
        var batches = new ArrayList<List<Call>>();
        for (int i = 0; i < count; i++) {
            var batch = new ArrayList<Call>();
            int length = 1 + random.nextInt(size);
            for (int j = 0; j < length; j++) {
                batch.add(call());
            }
            batches.add(batch);
        }
        return batches;
    }

    private Call call() {
        long id = ++calls;
        int minute = random.nextInt(200);
        long device = 1 + random.nextInt(DEVICES);
        var identity = IDENTITIES.get(random.nextInt(IDENTITIES.size()));
        if (random.nextInt(6) == 0) {
            return new Identify(id, minute, device, identity);
        }
        boolean pageview = random.nextBoolean();
        return new Event(
                id,
                minute,
                device,
                random.nextInt(3) == 0 ? identity : null,
                random.nextInt(5) == 0 ? "s1" : null,
                pageview,
                LIBRARIES.get(random.nextInt(LIBRARIES.size())),
                pageview || random.nextBoolean() ? "/" + id : null);
    }
}
