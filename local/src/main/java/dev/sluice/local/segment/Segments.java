package dev.sluice.local.segment;

import dev.sluice.definitions.v1.CreateSegmentRequest;
import dev.sluice.definitions.v1.ListSegmentsRequest;
import dev.sluice.definitions.v1.ListSelectionsRequest;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateSegmentRequest;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import java.util.Optional;

/** Makes segments by name and toggles them. */
final class Segments {

    private final SluiceClient client;
    private final EnvironmentAccess access;

    Segments(SluiceClient client, EnvironmentAccess access) {
        this.client = client;
        this.access = access;
    }

    /** Creates the segment, or changes the one of this name. */
    Segment define(String name, SegmentCondition condition) {
        return find(name).map(found -> change(found, condition)).orElseGet(() -> create(name, condition));
    }

    void toggle(Segment segment, boolean on) {
        client.selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .addChanges(SelectionChange.newBuilder()
                                .addWarehouses(access.warehouse())
                                .setSynced(on)
                                .addSegmentIds(segment.getId()))
                        .build());
    }

    boolean isToggledOn(Segment segment) {
        var request = ListSelectionsRequest.newBuilder()
                .setEnvironment(access.environment())
                .setWarehouse(access.warehouse())
                .build();
        return client.selections().listSelections(request).getSegmentsList().stream()
                .anyMatch(each -> each.getSynced() && each.getSegmentId() == segment.getId());
    }

    Optional<Segment> find(String name) {
        var request = ListSegmentsRequest.newBuilder()
                .setEnvironment(access.environment())
                .build();
        return client.segments().listSegments(request).getSegmentsList().stream()
                .filter(each -> each.getName().equals(name))
                .findAny();
    }

    private Segment create(String name, SegmentCondition condition) {
        return client.segments()
                .createSegment(CreateSegmentRequest.newBuilder()
                        .setEnvironment(access.environment())
                        .setName(name)
                        .setCondition(condition)
                        .build())
                .getSegment();
    }

    private Segment change(Segment found, SegmentCondition condition) {
        return client.segments()
                .updateSegment(UpdateSegmentRequest.newBuilder()
                        .setId(found.getId())
                        .setCondition(condition)
                        .build())
                .getSegment();
    }
}
