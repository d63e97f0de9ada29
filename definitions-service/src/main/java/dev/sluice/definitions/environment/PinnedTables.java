package dev.sluice.definitions.environment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.hibernate.Session;

/** Knows which table names an environment has given away. Events and segments share its schema, so they share names. */
@ApplicationScoped
public class PinnedTables {

    private final Session session;

    PinnedTables(Session session) {
        this.session = session;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public boolean contain(LockedEnvironment environment, String table) {
        return session.createNativeQuery("""
                        select exists (select from event_definition
                            where environment_id = :environment and table_name = :table)
                        or exists (select from segment where environment_id = :environment and table_name = :table)""", Boolean.class)
                .setParameter("environment", environment.id())
                .setParameter("table", table)
                .getSingleResult();
    }
}
