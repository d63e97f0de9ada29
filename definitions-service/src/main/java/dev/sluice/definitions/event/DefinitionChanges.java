package dev.sluice.definitions.event;

import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.environment.LockedEnvironment;
import dev.sluice.definitions.environment.PinnedTables;
import dev.sluice.definitions.naming.TableNames;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.wire.Quoted;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Consumer;

/** Makes and changes event definitions, each call under the lock of the environment. */
@ApplicationScoped
class DefinitionChanges {

    private static final String KIND = "event_definitions";

    private final Environments environments;
    private final EventDefinitionStore store;
    private final ComboParts comboParts;
    private final PinnedTables tables;

    DefinitionChanges(
            Environments environments, EventDefinitionStore store, ComboParts comboParts, PinnedTables tables) {
        this.environments = environments;
        this.store = store;
        this.comboParts = comboParts;
        this.tables = tables;
    }

    @Transactional
    EventDefinition create(String environment, DefinitionFields fields) {
        var locked = environments.lock(environment);
        var name = fields.name().orElseThrow();
        var matcher = fields.matcher().orElseThrow();
        requireFree(locked, name);
        comboParts.checkNew(locked, matcher);
        var row = newRow(locked, name);
        row.category = fields.category().orElseThrow();
        row.note = fields.note().orElseThrow();
        row.persist();
        EventRevisionRow.of(row, matcher, row.createdAt).persist();
        var created = new CurrentDefinition(row, matcher).toMessage(locked.name());
        locked.changed(Change.made(KIND, row.id, created));
        return created;
    }

    @Transactional
    EventDefinition update(long id, DefinitionFields fields) {
        var locked = environments.lock(store.owner(id));
        var current = store.get(id);
        var before = current.toMessage(locked.name());
        current.row().requireActive();
        boolean said = updateTexts(locked, current.row(), fields);
        var matcher = fields.matcher().orElse(current.matcher());
        boolean meant = updateMatcher(locked, current, matcher);
        if (!said && !meant) {
            return before;
        }
        return changed(locked, before, new CurrentDefinition(current.row(), matcher));
    }

    @Transactional
    EventDefinition archive(long id) {
        return move(id, EventDefinitionRow::archive);
    }

    @Transactional
    EventDefinition restore(long id) {
        return move(id, EventDefinitionRow::restore);
    }

    private EventDefinition move(long id, Consumer<EventDefinitionRow> verb) {
        var locked = environments.lock(store.owner(id));
        var current = store.get(id);
        var before = current.toMessage(locked.name());
        verb.accept(current.row());
        return changed(locked, before, current);
    }

    private static EventDefinition changed(
            LockedEnvironment environment, EventDefinition before, CurrentDefinition changed) {
        changed.row().updatedAt = Times.now();
        var after = changed.toMessage(environment.name());
        environment.changed(Change.of(KIND, after.getId(), before, after));
        return after;
    }

    private boolean updateTexts(LockedEnvironment environment, EventDefinitionRow row, DefinitionFields fields) {
        var name = fields.name().orElse(row.name);
        var category = fields.category().orElse(row.category);
        var note = fields.note().orElse(row.note);
        boolean renamed = !name.equals(row.name);
        if (renamed) {
            requireFree(environment, name);
        }
        boolean different = renamed || !category.equals(row.category) || !note.equals(row.note);
        row.name = name;
        row.category = category;
        row.note = note;
        return different;
    }

    private boolean updateMatcher(LockedEnvironment environment, CurrentDefinition current, Matcher matcher) {
        if (matcher.equals(current.matcher())) {
            return false;
        }
        var row = current.row();
        comboParts.check(environment, matcher, row.id);
        row.revision++;
        EventRevisionRow.of(row, matcher, Times.now()).persist();
        return true;
    }

    private static void requireFree(LockedEnvironment environment, String name) {
        if (EventDefinitionRow.count("environmentId = ?1 and name = ?2", environment.id(), name) > 0) {
            throw new Failure.AlreadyExists("there is an event definition named " + Quoted.of(name));
        }
    }

    private EventDefinitionRow newRow(LockedEnvironment environment, String name) {
        var row = new EventDefinitionRow();
        row.environmentId = environment.id();
        row.name = name;
        row.tableName = TableNames.ofEvent(name, table -> tables.contain(environment, table));
        row.revision = 1;
        row.createdAt = Times.now();
        row.updatedAt = row.createdAt;
        return row;
    }
}
