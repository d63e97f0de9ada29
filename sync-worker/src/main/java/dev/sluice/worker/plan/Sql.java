package dev.sluice.worker.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * The statements of a change, in two parts, each in order; they read the run's staging tables.
 *
 * @param unseen what readers do not notice: a run carries out that of all changes first, since it may take long
 * @param seen the rest
 * @param insertsInto the tables of which the last statement tells how many rows it inserted, in order, where it inserts for
 *     several changes at once, the first of which has it; otherwise empty
 * @param oneByOne for each of these tables a statement that inserts the same into it alone
 */
public record Sql(List<String> unseen, List<String> seen, List<String> insertsInto, List<String> oneByOne) {

    static final Sql NONE = new Sql(List.of(), List.of());

    public Sql {
        unseen = List.copyOf(unseen);
        seen = List.copyOf(seen);
        insertsInto = List.copyOf(insertsInto);
        oneByOne = List.copyOf(oneByOne);
    }

    public Sql(List<String> unseen, List<String> seen) {
        this(unseen, seen, List.of(), List.of());
    }

    static Sql ofUnseen(List<String> statements) {
        return new Sql(statements, List.of());
    }

    static Sql ofSeen(List<String> statements) {
        return new Sql(List.of(), statements);
    }

    static Sql ofSeen(String statement) {
        return ofSeen(List.of(statement));
    }

    /** A statement that inserts rows into several tables. */
    static Sql ofInserts(String statement, List<String> tables, List<String> oneByOne) {
        return new Sql(List.of(), List.of(statement), tables, oneByOne);
    }

    /** A table that nobody sees before the commit. @param indexes behind it */
    static Sql creating(String statement, List<String> indexes) {
        return ofUnseen(Stream.concat(Stream.of(statement), indexes.stream()).toList());
    }

    public List<String> all() {
        return Stream.concat(unseen.stream(), seen.stream()).toList();
    }
}
