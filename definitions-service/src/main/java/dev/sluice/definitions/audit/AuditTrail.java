package dev.sluice.definitions.audit;

import dev.sluice.access.AdmittedCall;
import dev.sluice.definitions.wire.Times;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;

/** Writes down who changed what, in the transaction that changes it. */
@ApplicationScoped
public class AuditTrail {

    /** The service by itself. */
    private static final AdmittedCall NOBODY = new AdmittedCall("definitions-service", "");

    private final Session session;

    AuditTrail(Session session) {
        this.session = session;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void record(String environment, List<Change> changes) {
        var call = AdmittedCall.current().orElse(NOBODY);
        session.createNativeMutationQuery("""
                        insert into audited_change (changed_at, caller, rpc, environment, subject, before, after)
                        select :now, :caller, :rpc, :environment, subject, cast(before as jsonb), cast(after as jsonb)
                        from unnest(cast(:subjects as text[]), cast(:before as text[]), cast(:after as text[]))
                            with ordinality as change (subject, before, after, place)
                        order by place""")
                .setParameter("now", Times.now())
                .setParameter("caller", call.caller())
                .setParameter("rpc", call.rpc())
                .setParameter("environment", environment)
                .setParameter("subjects", texts(changes, Change::subject))
                .setParameter("before", texts(changes, Change::before))
                .setParameter("after", texts(changes, Change::after))
                .executeUpdate();
    }

    private static String[] texts(List<Change> changes, Function<Change, String> part) {
        return changes.stream().map(part).toArray(String[]::new);
    }
}
