package dev.sluice.local.code;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.sluice.local.console.ExitCode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes what is there as {@code apply} reads it. */
@Command(
        name = "export",
        description = {
            "Writes what is defined as YAML, which apply reads: active events and segments,",
            "what is synced, and schedules. Applied where it comes from, it changes nothing."
        })
public final class ExportCommand implements Callable<Integer> {

    @Mixin
    private DefinitionsOption definitions;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (var client = definitions.client()) {
            var present = Present.read(client, definitions.environment(null));
            var out = spec.commandLine().getOut();
            out.print(WantedFiles.write(wanted(present)));
            out.flush();
            return ExitCode.DONE;
        }
    }

    static Wanted wanted(Present present) {
        var events = new TreeMap<String, Wanted.Event>();
        present.events().values().stream()
                .filter(Present::isActive)
                .forEach(event -> events.put(
                        event.getName(),
                        new Wanted.Event(
                                written(AsWritten.of(event.getMatcher()), present),
                                event.getCategory(),
                                event.getNote())));
        var segments = new TreeMap<String, Wanted.Segment>();
        present.segments().values().stream()
                .filter(Present::isActive)
                .forEach(segment ->
                        segments.put(segment.getName(), new Wanted.Segment(written(segment.getCondition(), present))));
        return new Wanted(present.environment(), events, segments, warehouses(present));
    }

    private static JsonNode written(Message message, Present present) {
        return Expressions.write(message, present::eventName);
    }

    private static Map<String, Wanted.Warehouse> warehouses(Present present) {
        var warehouses = new TreeMap<String, Wanted.Warehouse>();
        present.selections().keySet().forEach(name -> {
            var schedule = present.schedules().get(name);
            warehouses.put(
                    name,
                    new Wanted.Warehouse(
                            SelectionPlanning.written(present, name),
                            schedule == null ? null : WrittenSchedule.write(schedule, present::eventName)));
        });
        return warehouses;
    }
}
