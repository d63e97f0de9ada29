package dev.sluice.worker.warehouse;

import java.util.List;

/**
 * What a server says about a schema and the role that is to write there.
 *
 * @param mayMakeTables whether the role may use it and make tables and views in it
 * @param relations some of the tables and views in it
 * @param owner of the table that tells the internal schema of an environment; null where there is none
 * @param ownerIsRole whether the role may do with it what its owner may
 */
public record SchemaFacts(boolean mayMakeTables, List<String> relations, String owner, boolean ownerIsRole) {

    public SchemaFacts {
        relations = List.copyOf(relations);
    }

    boolean isInternal() {
        return owner != null;
    }
}
