package dev.sluice.definitions.audit;

import dev.sluice.definitions.v1.AuditedChange;
import dev.sluice.wire.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** Reads the audit trail, backwards. */
@ApplicationScoped
class AuditedChanges {

    private final Session session;

    AuditedChanges(Session session) {
        this.session = session;
    }

    /**
     * @param environment empty for all
     * @param subject empty for all
     * @param below only changes before the one of this id
     */
    @Transactional
    List<AuditedChange> list(String environment, String subject, long below, int most) {
        var query = session.createNativeQuery(
                        "select id, changed_at, caller, rpc, environment, subject, before::text, after::text"
                                + " from audited_change where id < :below"
                                + (environment.isEmpty() ? "" : " and environment = :environment")
                                + (subject.isEmpty() ? "" : " and subject = :subject")
                                + " order by id desc limit :most",
                        Row.class)
                .setParameter("below", below)
                .setParameter("most", most);
        if (!environment.isEmpty()) {
            query.setParameter("environment", environment);
        }
        if (!subject.isEmpty()) {
            query.setParameter("subject", subject);
        }
        return query.getResultList().stream().map(Row::toMessage).toList();
    }

    @RegisterForReflection
    private record Row(
            Long id,
            Instant changedAt,
            String caller,
            String rpc,
            String environment,
            String subject,
            String before,
            String after) {

        private AuditedChange toMessage() {
            var message = AuditedChange.newBuilder()
                    .setId(id)
                    .setChangedAt(Timestamps.of(changedAt))
                    .setCaller(caller)
                    .setRpc(rpc)
                    .setEnvironment(environment)
                    .setSubject(subject);
            if (before != null) {
                message.setBefore(before);
            }
            if (after != null) {
                message.setAfter(after);
            }
            return message.build();
        }
    }
}
