package dev.sluice.worker.warehouse.contract;

import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.warehouse.Target;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;
import java.util.Optional;

/**
 * One warehouse of an engine, and all that the contracts know of the engine: the side of Sluice, which opens it for runs,
 * and the side of the people who query it.
 */
public interface Engine extends AutoCloseable {

    Target target();

    /** How many characters a name may have that is pinned for the engine. */
    int longestName();

    /** For a run; nothing of it can be {@link #read} before it has committed and published. */
    Warehouse open(Layout layout);

    /** For a plan that is only looked at. */
    Warehouse openForPlanning(Layout layout);

    /** To be looked at as readers see it. */
    default Warehouse openPublished(Layout layout) {
        return openForPlanning(layout);
    }

    /**
     * What a client of somebody's own is answered now, by values as {@link AnswerText} writes them.
     *
     * @throws Refused by the engine
     */
    List<List<String>> read(String sql);

    /**
     * What people do by themselves: make a view, a schema or a table of their own, grant a right.
     *
     * @throws Refused by the engine
     */
    void execute(String sql);

    /** A query's rows as a run sees them, each as one text that tells it from every other row; in order of the texts. */
    List<String> rows(Warehouse warehouse, String query);

    /** Whether people may keep tables of their own in it; where not, the documentation says where else. */
    boolean holdsTablesOfPeople();

    /** What people say to be rid of a table, whatever views are over it. */
    default String dropping(String table) {
        return "DROP TABLE " + table;
    }

    /** How SQL asks a sequence for its next number. */
    String nextOf(String sequence);

    /**
     * What the engine says of a view over {@code SELECT *} whose table has gained a column; nothing where such a view goes
     * on.
     */
    Optional<String> refusalOfOutdatedViews();

    /** Another warehouse of the engine, with nothing in it. */
    Engine fresh();

    /** Another warehouse of the engine, with all that is in this one, which nobody has open. */
    Engine copy();

    /** The statements of one of the engine's scripts of internal SQL, one by one. */
    List<String> script(String name, Layout layout);

    /** Cuts a run off from its warehouse, as it is when its process dies; to be asked for before the run begins. */
    Runnable lifeline(Warehouse warehouse);

    /** Takes the warehouse away. */
    @Override
    void close();

    /** People's statements can be wrong too. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Refused(Throwable cause) {
            super(cause);
        }
    }
}
