package dev.sluice.local.reachability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.local.client.Service;
import dev.sluice.local.reachability.agent.Access;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What services look for by name on a day stands in the metadata that their native images are made with. */
final class NativeReachabilityIT {

    @TempDir
    private Path folder;

    @Test
    void aDayNeedsNothingThatTheMetadataLacks() throws IOException, InterruptedException, URISyntaxException {
        var recordings = folder.resolve("recordings");
        try (var stack = RecordedStack.start(folder, recordings)) {
            new Day(stack).live();
        }
        var recorded = Recording.readAll(recordings);
        requireWhole(recorded);
        var missing = missing(recorded);
        assertEquals(Set.of(), missing, () -> String.join("\n", missing));
    }

    /** An agent that fails to hook something records nothing of it. */
    private static void requireWhole(List<Recording> recorded) {
        var accesses = EnumSet.noneOf(Access.class);
        for (var recording : recorded) {
            assertTrue(recording.needs().size() > 1_000, "too little was recorded of " + recording.module());
            recording.needs().forEach(need -> accesses.add(need.access()));
        }
        assertEquals(EnumSet.allOf(Access.class), accesses);
        assertEquals(
                Arrays.stream(Service.values()).map(Service::module).collect(Collectors.toSet()),
                recorded.stream().map(Recording::module).collect(Collectors.toSet()));
    }

    private static Set<String> missing(List<Recording> recorded) throws IOException {
        var missing = new TreeSet<String>();
        for (var service : Service.values()) {
            var check = new Missing(NativeSources.of(service.module()), Reviewed.read());
            recorded.stream()
                    .filter(each -> each.module().equals(service.module()))
                    .map(check::of)
                    .forEach(missing::addAll);
        }
        return missing;
    }
}
