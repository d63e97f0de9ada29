package dev.sluice.local.code;

import dev.sluice.definitions.v1.ArchiveEventDefinitionRequest;
import dev.sluice.definitions.v1.ArchiveSegmentRequest;
import dev.sluice.definitions.v1.CreateEventDefinitionRequest;
import dev.sluice.definitions.v1.CreateSegmentRequest;
import dev.sluice.definitions.v1.PauseScheduleRequest;
import dev.sluice.definitions.v1.RestoreEventDefinitionRequest;
import dev.sluice.definitions.v1.RestoreSegmentRequest;
import dev.sluice.definitions.v1.ResumeScheduleRequest;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.v1.UpdateEventDefinitionRequest;
import dev.sluice.definitions.v1.UpdateSegmentRequest;
import dev.sluice.definitions.v1.UpdateSelectionsRequest;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.code.Step.Select;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Takes steps one after the other. Selections change all at once, everything else by itself: when a step fails, those
 * before it stand, and the same files applied again go on from there.
 */
final class Application {

    private static final String RESTORE = "restore";

    private final SluiceClient client;
    private final String environment;
    private final EventIds events;
    private final Map<String, Long> segments = new HashMap<>();

    private Application(SluiceClient client, Present present) {
        this.client = client;
        this.environment = present.environment();
        this.events = EventIds.of(present);
        present.segments().forEach((name, segment) -> segments.put(name, segment.getId()));
    }

    /** @param taken hears each step once it is taken */
    static void apply(SluiceClient client, Present present, List<Step> steps, Consumer<Step> taken) {
        var application = new Application(client, present);
        var selects = steps.stream()
                .filter(Select.class::isInstance)
                .map(Select.class::cast)
                .toList();
        boolean selected = false;
        for (var step : steps) {
            if (step instanceof Select) {
                if (!selected) {
                    application.select(selects);
                    selected = true;
                }
            } else {
                application.take(step);
            }
            taken.accept(step);
        }
    }

    private void take(Step step) {
        switch (step) {
            case Step.DefineEvent define -> define(define);
            case Step.DefineSegment define -> define(define);
            case Step.Schedule schedule -> schedule(schedule);
            case Step.ArchiveEvent archive ->
                client.eventDefinitions()
                        .archiveEventDefinition(ArchiveEventDefinitionRequest.newBuilder()
                                .setId(archive.event().getId())
                                .build());
            case Step.ArchiveSegment archive ->
                client.segments()
                        .archiveSegment(ArchiveSegmentRequest.newBuilder()
                                .setId(archive.segment().getId())
                                .build());
            case Select _ -> throw new IllegalArgumentException("selections change all at once");
        }
    }

    private void define(Step.DefineEvent define) {
        var wanted = define.wanted();
        var matcher = Expressions.matcher(wanted.matcher(), events::of);
        if (define.present().isEmpty()) {
            var made = client.eventDefinitions()
                    .createEventDefinition(CreateEventDefinitionRequest.newBuilder()
                            .setEnvironment(environment)
                            .setName(define.name())
                            .setMatcher(matcher)
                            .setCategory(wanted.category())
                            .setNote(wanted.note())
                            .build());
            events.add(define.name(), made.getEventDefinition().getId());
            return;
        }
        long id = define.present().get().getId();
        if (define.changed().contains(RESTORE)) {
            client.eventDefinitions()
                    .restoreEventDefinition(
                            RestoreEventDefinitionRequest.newBuilder().setId(id).build());
        }
        client.eventDefinitions()
                .updateEventDefinition(UpdateEventDefinitionRequest.newBuilder()
                        .setId(id)
                        .setMatcher(matcher)
                        .setCategory(wanted.category())
                        .setNote(wanted.note())
                        .build());
    }

    private void define(Step.DefineSegment define) {
        var condition = Expressions.condition(define.wanted().condition(), events::of);
        var present = define.present();
        if (define.changed().contains(RESTORE)) {
            client.segments()
                    .restoreSegment(RestoreSegmentRequest.newBuilder()
                            .setId(present.orElseThrow().getId())
                            .build());
        }
        if (present.isEmpty()) {
            segments.put(
                    define.name(),
                    client.segments()
                            .createSegment(CreateSegmentRequest.newBuilder()
                                    .setEnvironment(environment)
                                    .setName(define.name())
                                    .setCondition(condition)
                                    .build())
                            .getSegment()
                            .getId());
        } else {
            client.segments()
                    .updateSegment(UpdateSegmentRequest.newBuilder()
                            .setId(present.map(Segment::getId).orElseThrow())
                            .setCondition(condition)
                            .build());
        }
    }

    private void select(List<Select> selects) {
        var request = UpdateSelectionsRequest.newBuilder().setEnvironment(environment);
        selects.forEach(select -> request.addChanges(change(select)));
        client.selections().updateSelections(request.build());
    }

    private SelectionChange change(Select select) {
        var change =
                SelectionChange.newBuilder().addWarehouses(select.warehouse()).setSynced(select.synced());
        select.since().ifPresent(change::setSince);
        switch (select.kind()) {
            case EVENT -> change.addEventDefinitionIds(select.id().orElseGet(() -> events.of(select.name())));
            case SEGMENT -> change.addSegmentIds(select.id().orElseGet(() -> segments.get(select.name())));
            case PROPERTY -> change.addPropertyIds(select.id().orElseThrow());
        }
        return change.build();
    }

    private void schedule(Step.Schedule schedule) {
        if (schedule.set()) {
            client.schedules()
                    .setSchedule(WrittenSchedule.request(schedule.wanted(), events::of)
                            .setEnvironment(environment)
                            .setWarehouse(schedule.warehouse())
                            .build());
        }
        schedule.paused().ifPresent(paused -> {
            if (paused) {
                client.schedules()
                        .pauseSchedule(PauseScheduleRequest.newBuilder()
                                .setEnvironment(environment)
                                .setWarehouse(schedule.warehouse())
                                .build());
            } else {
                client.schedules()
                        .resumeSchedule(ResumeScheduleRequest.newBuilder()
                                .setEnvironment(environment)
                                .setWarehouse(schedule.warehouse())
                                .build());
            }
        });
    }
}
