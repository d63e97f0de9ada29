package dev.sluice.local.code;

import java.util.HashMap;
import java.util.Map;

/** Events by their names. */
final class EventIds {

    private final Map<String, Long> ids;

    private EventIds(Map<String, Long> ids) {
        this.ids = ids;
    }

    /** Before anything is made: events that are new have numbers of their own, which no event has. */
    static EventIds before(Wanted wanted, Present present) {
        var known = of(present);
        wanted.events().keySet().forEach(name -> known.ids.computeIfAbsent(name, _ -> -1L - known.ids.size()));
        return known;
    }

    static EventIds of(Present present) {
        var ids = new HashMap<String, Long>();
        present.events().forEach((name, event) -> ids.put(name, event.getId()));
        return new EventIds(ids);
    }

    void add(String name, long id) {
        ids.put(name, id);
    }

    long of(String name) {
        var id = ids.get(name);
        if (id == null) {
            throw new Wrong("the event \"%s\" is neither in the files nor defined".formatted(name));
        }
        return id;
    }
}
