package dev.sluice.worker.privacy;

import dev.sluice.worker.eventlog.Actor.UserKind;
import dev.sluice.worker.eventlog.LoggedUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps the ids and keys of users who are to be deleted, for as long as it takes. */
@ApplicationScoped
class DeletionAccounts {

    private final EntityManager entities;

    DeletionAccounts(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    public void add(UUID deletion, List<Account> accounts) {
        entities.createNativeQuery("""
                        INSERT INTO deletion_account (deletion_id, user_id, user_kind, user_key)
                        SELECT :deletion, account.* FROM unnest(:ids, :kinds, :keys) AS account
                        ON CONFLICT DO NOTHING
                        """)
                .setParameter("deletion", deletion)
                .setParameter("ids", accounts.stream().map(Account::userId).toArray(Long[]::new))
                .setParameter(
                        "kinds",
                        accounts.stream()
                                .map(account -> account.user().kind().text())
                                .toArray(String[]::new))
                .setParameter(
                        "keys",
                        accounts.stream().map(account -> account.user().key()).toArray(String[]::new))
                .executeUpdate();
    }

    @Transactional
    public List<Account> of(UUID deletion) {
        Stream<?> accounts = entities.createNativeQuery(
                        "SELECT user_id, user_kind, user_key FROM deletion_account WHERE deletion_id = :deletion",
                        Object[].class)
                .setParameter("deletion", deletion)
                .getResultStream();
        return accounts.map(Object[].class::cast)
                .map(row -> new Account((Long) row[0], new LoggedUser(UserKind.of((String) row[1]), (String) row[2])))
                .toList();
    }
}
