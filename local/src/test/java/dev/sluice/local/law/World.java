package dev.sluice.local.law;

import com.google.protobuf.Timestamp;
import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.DuckDbTarget;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.identity.v1.ResolveUsersRequest;
import dev.sluice.identity.v1.SeenUser;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.harness.Stack;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.sync.v1.Gap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An environment of its own in the running services, with the events, segments and properties that histories
 * change. */
final class World {

    /** The table of an event that no history touches: it tells which row every occurrence became. */
    static final String WITNESS = "witness";

    private final SluiceClient client = Stack.get().client();
    private final EnvironmentAccess access = Stack.get().newEnvironment();
    private final EventDefinition witness = defineWitness();
    private final Events events = new Events(client, access);
    private final Segments segments = new Segments(client, access, events);
    private final Properties properties = new Properties(client, access);
    private final Runs runs = new Runs(client, access);
    private final Elsewhere elsewhere = new Elsewhere(client, access);
    private final List<Call> captured = new ArrayList<>();
    private final Merges merges = new Merges(client, access);
    private final Set<String> fillsLeft = new HashSet<>();
    private final Set<Long> occurrences = ConcurrentHashMap.newKeySet();

    private EventDefinition defineWitness() {
        var definitions = new Definitions(client, access);
        var defined = definitions.define(
                "Witness",
                Matchers.combo(
                        definitions.define("Any pageview", Matchers.pageviews()),
                        definitions.define("Any click", Matchers.clicks("*")),
                        definitions.define("Any order", Matchers.custom("Order"))));
        definitions.toggleOn(List.of(defined));
        return defined;
    }

    Events events() {
        return events;
    }

    Segments segments() {
        return segments;
    }

    Properties properties() {
        return properties;
    }

    Runs runs() {
        return runs;
    }

    void capture(List<Call> calls) {
        captured.addAll(calls);
        occurrences.add(
                captured.stream().filter(Call.Occurrence.class::isInstance).count());
        send(calls);
    }

    /** How many occurrences there were after each capture; asked by readers on other threads. */
    Set<Long> occurrences() {
        return occurrences;
    }

    /** Sends the latest calls again. */
    void repeat(int calls) {
        if (!captured.isEmpty()) {
            send(captured.subList(Math.max(0, captured.size() - calls), captured.size()));
        }
    }

    private void send(List<Call> calls) {
        var request = CaptureRequest.newBuilder().setWriteKey(access.writeKey());
        calls.forEach(call -> request.addCalls(CapturedCalls.of(call)));
        var answer = client.capture().capture(request.build());
        if (answer.getRefusedCount() > 0) {
            throw new AssertionError("refused: " + answer);
        }
    }

    /** As they count by now. */
    List<Call> captured() {
        return captured.stream().map(merges::asItCounts).toList();
    }

    void undoMerge(int place) {
        merges.undo(captured, place);
    }

    void restoreMerge(int place) {
        merges.restore(captured, place);
    }

    void sync(Step.Fills fills) {
        switch (fills) {
            case IN_THE_RUN -> awaitFills(runs);
            case IN_SLICES -> awaitFills(slicedRuns());
            case LEFT_GOING -> slicedRuns().start().ifPresent(fillsLeft::add);
        }
        elsewhere.sync(witness, events, segments);
    }

    /** The witness stands for one that does not move, so that there is a run in any case. */
    void syncOnly(NamedEvent event) {
        var chosen = events.moves(event) ? events.definition(event) : witness;
        runs.syncOnly(chosen);
        elsewhere.syncOnly(chosen, witness, events, segments);
    }

    /** The same environment in another engine. */
    Elsewhere elsewhere() {
        return elsewhere;
    }

    /** Those that earlier syncs left as well: when they are over, nothing writes to the tables any more. */
    private void awaitFills(Runs how) {
        how.sync();
        fillsLeft.forEach(runs::await);
        fillsLeft.clear();
    }

    boolean hasFillsLeft() {
        return !fillsLeft.isEmpty();
    }

    private Runs slicedRuns() {
        return new Runs(Slices.client(), access);
    }

    void runAndKill(boolean inSlices, Duration life) {
        KilledRun.over(access, inSlices ? Slices.SETTINGS : List.of(), life);
    }

    void backfill(NamedProperty property) {
        if (!properties.isArchived(property) && !properties.isUnsynced(property)) {
            properties.id(property).ifPresent(runs::backfill);
        }
    }

    /** Backfills every property that has one. */
    void fillGaps() {
        runs.gaps().stream().map(Gap::getPropertyId).distinct().forEach(runs::backfill);
        elsewhere.fillGaps();
    }

    List<String> gaps() {
        return runs.gaps().stream()
                .map(gap -> "%s.%s, %d rows".formatted(gap.getTable(), gap.getColumn(), gap.getRows()))
                .toList();
    }

    /** A second warehouse of the same selections, built from nothing in one run. */
    PublishedFile fresh() {
        var file = access.warehouseFile().resolveSibling(access.environment() + "_fresh.duckdb");
        client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName("fresh")
                        .setDuckdb(DuckDbTarget.newBuilder().setPath(file.toString()))
                        .build());
        var fresh = new EnvironmentAccess(access.environment(), access.writeKey(), "fresh", file);
        new Definitions(client, fresh).toggleOn(List.of(witness));
        events.selectFor(fresh);
        segments.selectFor(fresh);
        new Runs(client, fresh).sync();
        return PublishedFile.open(file, access.environment());
    }

    PublishedFile open() {
        return Stack.get().open(access);
    }

    /** What the oracles call users, by user id: identities by their names, devices by their numbers. */
    Map<String, String> userNames() {
        var request = ResolveUsersRequest.newBuilder()
                .setEnvironment(access.environment())
                .setValidateOnly(true);
        RandomCalls.IDENTITY_NAMES.forEach(name -> request.addUsers(SeenUser.newBuilder()
                .setUser(UserKey.newBuilder().setIdentity(name))
                .setFirstSeen(Timestamp.newBuilder().setSeconds(CapturedCalls.START.getEpochSecond()))));
        var ids = client.identity().resolveUsers(request.build()).getUserIdsList();
        var names = new HashMap<String, String>();
        RandomCalls.DEVICE_NUMBERS.forEach(device -> names.put(device.toString(), device.toString()));
        for (int i = 0; i < ids.size(); i++) {
            names.put(ids.get(i).toString(), RandomCalls.IDENTITY_NAMES.get(i));
        }
        return names;
    }

    String schema() {
        return access.environment();
    }
}
