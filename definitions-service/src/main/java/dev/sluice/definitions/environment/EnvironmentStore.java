package dev.sluice.definitions.environment;

import dev.sluice.definitions.audit.AuditTrail;
import dev.sluice.definitions.audit.Change;
import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.Session;

/** Keeps the environments. */
@ApplicationScoped
class EnvironmentStore {

    private final Session session;
    private final WriteKeyStore writeKeys;
    private final AuditTrail trail;

    EnvironmentStore(Session session, WriteKeyStore writeKeys, AuditTrail trail) {
        this.session = session;
        this.writeKeys = writeKeys;
        this.trail = trail;
    }

    @Transactional
    Environment create(String project, String stage, WriteKey writeKey) {
        var name = SchemaName.of(project, stage);
        // There is no lock above environments, so the constraints themselves decide who came first.
        int created = session.createNativeMutationQuery("""
                        insert into environment (name, project, stage, created_at)
                        values (:name, :project, :stage, :now) on conflict do nothing""")
                .setParameter("name", name)
                .setParameter("project", project)
                .setParameter("stage", stage)
                .setParameter("now", Times.now())
                .executeUpdate();
        if (created == 0) {
            throw new Failure.AlreadyExists("there is an environment named " + name);
        }
        var row = EnvironmentRow.<EnvironmentRow>find("name", name).firstResult();
        writeKeys.add(row.id, writeKey, Times.now());
        var environment = KnownEnvironment.of(row).message();
        trail.record(name, List.of(Change.made("environments", name, environment)));
        return environment;
    }

    @Transactional
    List<Environment> list() {
        return EnvironmentRow.<EnvironmentRow>listAll(Sort.by("name")).stream()
                .map(row -> KnownEnvironment.of(row).message())
                .toList();
    }
}
