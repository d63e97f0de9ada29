package dev.sluice.definitions.segment;

import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.environment.PinnedTables;
import dev.sluice.definitions.event.EventDefinitions;
import dev.sluice.definitions.naming.TableNames;
import dev.sluice.definitions.v1.Segment;
import dev.sluice.definitions.v1.SegmentCondition;
import dev.sluice.definitions.wire.Quoted;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Consumer;

/** Makes and changes segments, each call under the lock of the environment. */
@ApplicationScoped
class SegmentChanges {

    private static final String KIND = "segments";

    private final Environments environments;
    private final SegmentStore store;
    private final EventDefinitions definitions;
    private final PinnedTables tables;

    SegmentChanges(Environments environments, SegmentStore store, EventDefinitions definitions, PinnedTables tables) {
        this.environments = environments;
        this.store = store;
        this.definitions = definitions;
        this.tables = tables;
    }

    @Transactional
    Segment create(String environment, SegmentFields fields) {
        var locked = environments.lock(environment);
        var name = fields.name().orElseThrow();
        var condition = fields.condition().orElseThrow();
        requireFree(locked, name);
        requireCounted(locked, condition);
        var row = newRow(locked, name);
        row.persist();
        SegmentRevisionRow.of(row, condition, row.createdAt).persist();
        var created = new CurrentSegment(row, condition).toMessage(locked.name());
        locked.changed(Change.made(KIND, row.id, created));
        return created;
    }

    @Transactional
    Segment update(long id, SegmentFields fields) {
        var locked = environments.lock(store.owner(id));
        var current = store.get(id);
        var before = current.toMessage(locked.name());
        current.row().requireActive();
        boolean said = rename(locked, current.row(), fields.name().orElse(current.row().name));
        var condition = fields.condition().orElse(current.condition());
        boolean meant = updateCondition(locked, current, condition);
        if (!said && !meant) {
            return before;
        }
        return changed(locked, before, new CurrentSegment(current.row(), condition));
    }

    @Transactional
    Segment archive(long id) {
        return move(id, SegmentRow::archive);
    }

    @Transactional
    Segment restore(long id) {
        return move(id, SegmentRow::restore);
    }

    private Segment move(long id, Consumer<SegmentRow> verb) {
        var locked = environments.lock(store.owner(id));
        var current = store.get(id);
        var before = current.toMessage(locked.name());
        verb.accept(current.row());
        return changed(locked, before, current);
    }

    private static Segment changed(LockedEnvironment environment, Segment before, CurrentSegment changed) {
        changed.row().updatedAt = Times.now();
        var after = changed.toMessage(environment.name());
        environment.changed(Change.of(KIND, after.getId(), before, after));
        return after;
    }

    private static boolean rename(LockedEnvironment environment, SegmentRow row, String name) {
        if (name.equals(row.name)) {
            return false;
        }
        requireFree(environment, name);
        row.name = name;
        return true;
    }

    private boolean updateCondition(LockedEnvironment environment, CurrentSegment current, SegmentCondition condition) {
        if (condition.equals(current.condition())) {
            return false;
        }
        requireCounted(environment, condition);
        var row = current.row();
        row.revision++;
        SegmentRevisionRow.of(row, condition, Times.now()).persist();
        return true;
    }

    private static void requireFree(LockedEnvironment environment, String name) {
        if (SegmentRow.count("environmentId = ?1 and name = ?2", environment.id(), name) > 0) {
            throw new Failure.AlreadyExists("there is a segment named " + Quoted.of(name));
        }
    }

    /** What a segment counts is there; it may be archived, since archiving changes no past. */
    private void requireCounted(LockedEnvironment environment, SegmentCondition condition) {
        var mentions = CountedEvents.of(condition);
        var there = definitions.archived(
                environment,
                mentions.stream().map(CountedEvents.Mention::definitionId).toList());
        for (var mention : mentions) {
            if (!there.containsKey(mention.definitionId())) {
                throw new Failure.NotFound(
                        ErrorReason.ERROR_REASON_EVENT_DEFINITION_NOT_FOUND,
                        "condition" + mention.path()
                                + ".event_definition_id names no event definition of the environment");
            }
        }
    }

    private SegmentRow newRow(LockedEnvironment environment, String name) {
        var row = new SegmentRow();
        row.environmentId = environment.id();
        row.name = name;
        row.tableName = TableNames.ofSegment(name, table -> tables.contain(environment, table));
        row.revision = 1;
        row.createdAt = Times.now();
        row.updatedAt = row.createdAt;
        return row;
    }
}
