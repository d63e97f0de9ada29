package dev.sluice.definitions.property;

import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Fetches properties of the catalog from the database. */
@ApplicationScoped
class PropertyStore {

    private final Session session;

    PropertyStore(Session session) {
        this.session = session;
    }

    PropertyRow get(long id) {
        return PropertyRow.<PropertyRow>findByIdOptional(id).orElseThrow(() -> notFound(id));
    }

    /** Asked before the environment can be locked; the owner of a property never changes. */
    long owner(long id) {
        return session.createQuery("select environmentId from PropertyRow where id = :id", Long.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> notFound(id));
    }

    List<PropertyRow> list(long environmentId) {
        return PropertyRow.list("environmentId = ?1 order by id", environmentId);
    }

    List<PropertyRow> find(long environmentId, Collection<Long> ids) {
        return PropertyRow.list(
                "environmentId = ?1 and array_contains(?2, id)", environmentId, ids.toArray(Long[]::new));
    }

    List<PropertyRow> inCategory(long environmentId, String category) {
        return PropertyRow.list("environmentId = ?1 and category = ?2", environmentId, category);
    }

    /** Those of the keys that are in the catalog, at whatever level. */
    Map<PropertyName, PropertyRow> byKey(long environmentId, Collection<String> keys) {
        // In SQL, since only this form of the condition is answered by the index on the key.
        return session.createNativeQuery(
                        "select * from property where environment_id = :environment and key = any(:keys)",
                        PropertyRow.class)
                .setParameter("environment", environmentId)
                .setParameter("keys", keys.toArray(String[]::new))
                .getResultStream()
                .collect(Collectors.toMap(PropertyName::of, Function.identity()));
    }

    Set<String> columnNames(long environmentId, List<Level> levels) {
        return new HashSet<>(session.createQuery(
                        "select columnName from PropertyRow where environmentId = :environment and level in :levels",
                        String.class)
                .setParameter("environment", environmentId)
                .setParameter("levels", levels)
                .getResultList());
    }

    private static Failure notFound(long id) {
        return new Failure.NotFound(ErrorReason.ERROR_REASON_PROPERTY_NOT_FOUND, "no property has the id " + id);
    }
}
