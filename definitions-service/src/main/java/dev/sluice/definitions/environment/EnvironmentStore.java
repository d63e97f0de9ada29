package dev.sluice.definitions.environment;

import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.hibernate.Session;

/** Keeps the environments and the hashes of their write keys. */
@ApplicationScoped
class EnvironmentStore {

    private final Session session;

    EnvironmentStore(Session session) {
        this.session = session;
    }

    @Transactional
    Environment create(String project, String stage, WriteKey writeKey) {
        var name = SchemaName.of(project, stage);
        // There is no lock above environments, so the constraints themselves decide who came first.
        int created = session.createNativeMutationQuery("""
                        insert into environment (name, project, stage, write_key_hash, created_at)
                        values (:name, :project, :stage, :hash, :now) on conflict do nothing""")
                .setParameter("name", name)
                .setParameter("project", project)
                .setParameter("stage", stage)
                .setParameter("hash", writeKey.hash())
                .setParameter("now", Times.now())
                .executeUpdate();
        var row = EnvironmentRow.<EnvironmentRow>find("name", name).firstResult();
        if (created == 0) {
            throw new Failure.AlreadyExists(
                    row == null ? "the write key is in use" : "there is an environment named " + name);
        }
        return KnownEnvironment.of(row).message();
    }

    @Transactional
    List<Environment> list() {
        return EnvironmentRow.<EnvironmentRow>listAll(Sort.by("name")).stream()
                .map(row -> KnownEnvironment.of(row).message())
                .toList();
    }

    @Transactional
    String resolve(WriteKey writeKey) {
        var names = session.createNativeQuery("select name from environment where write_key_hash = :hash", String.class)
                .setParameter("hash", writeKey.hash())
                .getResultList();
        if (names.isEmpty()) {
            throw new Failure.Unauthenticated(
                    ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN, "no environment has this write key");
        }
        return names.getFirst();
    }
}
