package dev.sluice.local.law;

import dev.sluice.definitions.v1.ArchiveSegmentRequest;
import dev.sluice.definitions.v1.CreateSegmentRequest;
import dev.sluice.definitions.v1.RestoreSegmentRequest;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateSegmentRequest;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What was decided about the named segments, told to the services and remembered. What does not fit is not done. */
final class Segments {

    private final SluiceClient client;
    private final EnvironmentAccess access;
    private final Events events;
    private final Map<NamedSegment, Decided> decided = new EnumMap<>(NamedSegment.class);

    private record Decided(Segment segment, Who who, boolean archived, boolean on) {

        boolean moves() {
            return on && !archived;
        }
    }

    Segments(SluiceClient client, EnvironmentAccess access, Events events) {
        this.client = client;
        this.access = access;
        this.events = events;
        for (var segment : NamedSegment.values()) {
            decided.put(segment, new Decided(create(segment), segment.first(), false, false));
        }
        NamedSegment.ON_FROM_THE_START.forEach(this::toggleOn);
    }

    private Segment create(NamedSegment segment) {
        return client.segments()
                .createSegment(CreateSegmentRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(segment.label())
                        .setCondition(segment.first().condition(events::definition))
                        .build())
                .getSegment();
    }

    String table(NamedSegment segment) {
        return decided.get(segment).segment().getTableName();
    }

    /** Whose tables follow. */
    List<NamedSegment> moving() {
        return Stream.of(NamedSegment.values())
                .filter(segment -> decided.get(segment).moves())
                .toList();
    }

    Who who(NamedSegment segment) {
        return decided.get(segment).who();
    }

    void edit(NamedSegment segment, Who who) {
        if (!decided.get(segment).archived()) {
            client.segments()
                    .updateSegment(UpdateSegmentRequest.newBuilder()
                            .setId(id(segment))
                            .setCondition(who.condition(events::definition))
                            .build());
            decide(segment, now -> new Decided(now.segment(), who, now.archived(), now.on()));
        }
    }

    void archive(NamedSegment segment) {
        if (!decided.get(segment).archived()) {
            client.segments()
                    .archiveSegment(ArchiveSegmentRequest.newBuilder()
                            .setId(id(segment))
                            .build());
            decide(segment, now -> new Decided(now.segment(), now.who(), true, now.on()));
        }
    }

    void restore(NamedSegment segment) {
        if (decided.get(segment).archived()) {
            client.segments()
                    .restoreSegment(RestoreSegmentRequest.newBuilder()
                            .setId(id(segment))
                            .build());
            decide(segment, now -> new Decided(now.segment(), now.who(), false, now.on()));
        }
    }

    void toggleOn(NamedSegment segment) {
        if (!decided.get(segment).archived()) {
            toggle(segment, true);
        }
    }

    void toggleOff(NamedSegment segment) {
        toggle(segment, false);
    }

    private void toggle(NamedSegment segment, boolean on) {
        select(access, List.of(segment), on);
        decide(segment, now -> new Decided(now.segment(), now.who(), now.archived(), on));
    }

    void settle() {
        for (var segment : NamedSegment.values()) {
            restore(segment);
            toggleOn(segment);
        }
    }

    /** Selects for another warehouse what moves in this one. */
    void selectFor(EnvironmentAccess other) {
        if (moving().isEmpty()) {
            return;
        }
        select(other, moving(), true);
    }

    private void select(EnvironmentAccess warehouse, Collection<NamedSegment> segments, boolean synced) {
        client.selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .addChanges(SelectionChange.newBuilder()
                                .addWarehouses(warehouse.warehouse())
                                .setSynced(synced)
                                .addAllSegmentIds(
                                        segments.stream().map(this::id).toList()))
                        .build());
    }

    private long id(NamedSegment segment) {
        return decided.get(segment).segment().getId();
    }

    private void decide(NamedSegment segment, UnaryOperator<Decided> change) {
        decided.computeIfPresent(segment, (_, now) -> change.apply(now));
    }
}
