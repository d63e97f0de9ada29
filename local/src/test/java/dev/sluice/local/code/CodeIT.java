package dev.sluice.local.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Track;
import dev.sluice.local.CommandRun;
import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.console.ExitCode;
import dev.sluice.local.harness.Stack;
import dev.sluice.values.v1.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a repository and real services: what is applied is there, once, and can be written out again. */
final class CodeIT {

    private static final String FIRST = """
            events:
              Anything bought:
                matcher: {combo: {events: [Order, Buy click]}}
              Order:
                matcher:
                  custom: {name: Order}
                  where: {comparison: {property: number, operator: less, values: ['100']}}
                category: Shop
              Buy click:
                matcher: {click: {selector: "a.buy, #buy"}}
              Pages:
                matcher: {pageview: {}}
                note: All of them
            segments:
              Buyers:
                condition:
                  all_of:
                    conditions:
                      - behaviour: {event: Anything bought, at_least: 2, within: 30d}
                      - none_of: {user_property: {property: plan, operator: in, values: [test, staff]}}
            warehouses:
              local:
                sync:
                  events: [Order, Anything bought]
                  since: {Order: '2026-01-01T00:00:00Z'}
                  segments: [Buyers]
                schedule:
                  cron: 30 6 * * mon-fri
                  time_zone: Europe/Berlin
                  jitter: 90s
                  paused: true
                  more_often: {every: 15m, events: [Order, Anything bought]}
            """;

    private static final String SECOND = """
            events:
              Order:
                matcher: {custom: {name: Order}}
                category: Shop
              Pages:
                matcher: {pageview: {}}
                note: All of them
            warehouses:
              local:
                sync:
                  events: [Order, Pages]
                  without_properties: {event: [coupon]}
                schedule: {every: 15m}
            """;

    @TempDir
    private Path folder;

    private final EnvironmentAccess access = Stack.get().newEnvironment();

    @Test
    void filesAreAppliedOnceShownFirstAndWrittenOutAgain() throws IOException {
        var first = file("first.yaml", FIRST);
        var steps = List.of(
                "+ event \"Order\"",
                "+ event \"Buy click\"",
                "+ event \"Anything bought\"",
                "+ event \"Pages\"",
                "+ segment \"Buyers\"",
                "+ local: sync event \"Order\" since 2026-01-01T00:00:00Z",
                "+ local: sync event \"Anything bought\"",
                "+ local: sync segment \"Buyers\"",
                "~ local: schedule cron \"30 6 * * mon-fri\", and every 15m for \"Order\", \"Anything bought\", paused");
        assertEquals(steps, run(ExitCode.PARTLY, "diff", first));
        assertEquals(steps, run(ExitCode.PARTLY, "diff", first), "diff changes nothing");
        var applied = run(ExitCode.DONE, "apply", first);
        assertEquals(
                Stream.concat(
                                steps.stream(),
                                Stream.of("Applied 9 changes; the next sync brings them into the warehouses."))
                        .toList(),
                applied);
        assertEquals(List.of("Nothing differs."), run(ExitCode.DONE, "apply", first));

        var written = String.join("\n", run(ExitCode.DONE, "export"));
        assertEquals(List.of(), run(ExitCode.DONE, "diff", file("written.yaml", written)), written);
        assertTrue(written.contains("selector: \"a.buy, #buy\"") || written.contains("selector: a.buy, #buy"), written);

        var elsewhere =
                CommandRun.of("diff", "--at", definitionsAddress(), "--environment", access.environment(), first);
        assertEquals(ExitCode.DONE, elsewhere.exitCode(), elsewhere::toString);

        captureAndSync();
        var second = file("second.yaml", SECOND);
        assertEquals(
                List.of(
                        "~ event \"Order\": matcher",
                        "+ local: sync event \"Order\"",
                        "+ local: sync event \"Pages\"",
                        "- local: do not sync event \"Anything bought\"",
                        "- local: do not sync segment \"Buyers\"",
                        "- local: do not sync property \"coupon\"",
                        "~ local: schedule every 15m",
                        "- segment \"Buyers\": archive",
                        "- event \"Buy click\": archive",
                        "- event \"Anything bought\": archive"),
                run(ExitCode.PARTLY, "diff", "--prune", second));
        run(ExitCode.DONE, "apply", "--prune", second);
        assertEquals(List.of(), run(ExitCode.DONE, "diff", "--prune", second));
        assertEquals(
                List.of("~ event \"Buy click\": restore", "~ event \"Anything bought\": restore"),
                run(ExitCode.PARTLY, "diff", first).subList(1, 3));
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsChanged() throws IOException {
        refused("events: {Order: {matcher: {custom: {nam: Order}}}}", "events.Order.matcher: Cannot find field: nam");
        refused("events: {Order: {match: {}}}", "line 1, events.Order.match");
        refused("events: {A: {matcher: {combo: {events: [B]}}}}", "events.A.matcher: the event \"B\" is neither");
        refused(
                "events: {A: {matcher: {combo: {events: [B]}}}, B: {matcher: {combo: {events: [A]}}}}",
                "a combo is a part of itself: A, B");
        refused("events: {Order: {}}", "events.Order.matcher: must be an object");
        refused("events: {A: {matcher: {pageview: {}}}, A: {matcher: {pageview: {}}}}", "line 1");
        refused("warehouses: {nowhere: {}}", "warehouses.nowhere: no warehouse of this name");
        refused("warehouses: {local: {sync: {events: [Nothing]}}}", "warehouses.local.sync.events: \"Nothing\"");
        refused("warehouses: {local: {schedule: {every: soon}}}", "warehouses.local.schedule: \"soon\" is not a time");
        refused("warehouses: {local: {schedule: {}}}", "must have either every or cron");
        refused(
                "warehouses: {local: {schedule: {every: 1d, more_often: {every: 5m}}}}",
                "more_often: must name events");
        refused(
                "warehouses: {local: {schedule: {every: 1d, more_often: {every: 5m, events: [Nothing]}}}}",
                "warehouses.local.schedule: more_often: the event \"Nothing\" is neither");
        refused("environment: another", "--environment says " + access.environment());
        assertEquals(
                List.of("environment: " + access.environment(), "warehouses:", "  local:", "    sync: {}"),
                run(ExitCode.DONE, "export"));
    }

    private static String definitionsAddress() {
        return Address.HOST + ":" + Stack.get().address(Service.DEFINITIONS).grpc();
    }

    private void refused(String yaml, String message) throws IOException {
        var run = CommandRun.of(arguments("apply", "--yes", file("wrong.yaml", yaml)));
        assertEquals(ExitCode.FAILED, run.exitCode(), run::toString);
        assertTrue(run.err().contains(message), run::err);
    }

    private void captureAndSync() {
        Stack.get()
                .client()
                .capture()
                .capture(CaptureRequest.newBuilder()
                        .setWriteKey(access.writeKey())
                        .addCalls(CapturedCall.newBuilder()
                                .setAnonymousId("visitor")
                                .setTrack(Track.newBuilder()
                                        .setEvent("Order")
                                        .putProperties(
                                                "coupon",
                                                PropertyValue.newBuilder()
                                                        .setText("x")
                                                        .build())))
                        .build());
        run(ExitCode.DONE, "sync");
    }

    private List<String> run(int exitCode, String... arguments) {
        var run = CommandRun.of(arguments(arguments));
        assertEquals(exitCode, run.exitCode(), run::toString);
        return run.out().lines().toList();
    }

    private String[] arguments(String... arguments) {
        return Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--dir", Stack.get().dir(), "--environment", access.environment()))
                .toArray(String[]::new);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
