package dev.sluice.worker.privacy;

import dev.sluice.worker.eventlog.LoggedUser;
import dev.sluice.worker.quarantine.Quarantine;
import dev.sluice.worker.quarantine.UserKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Erases refused calls that name users, as far as it can be read whom they name. */
@ApplicationScoped
class RefusedCallErasure {

    private final Quarantine quarantine;

    RefusedCallErasure(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    void erase(String environment, Collection<LoggedUser> users) {
        quarantine.erase(
                environment, users.stream().map(RefusedCallErasure::key).toList());
    }

    private static String key(LoggedUser user) {
        return switch (user.kind()) {
            case ANONYMOUS -> UserKeys.anonymous(user.key());
            case IDENTITY -> UserKeys.identity(user.key());
        };
    }
}
