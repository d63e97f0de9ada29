package dev.sluice.worker.landing;

import dev.sluice.worker.plan.Staging;
import dev.sluice.worker.privacy.DeletedUser;
import dev.sluice.worker.warehouse.Warehouse;
import java.util.List;

/**
 * Takes the raw events of deleted users out of a warehouse, before anything is made of raw events. Their rows in {@code
 * users} and {@code user_migrations} go by what the feeds say of them.
 */
final class DeletedUsers {

    private DeletedUsers() {}

    static void remove(Warehouse warehouse, List<DeletedUser> deleted) {
        if (deleted.isEmpty()) {
            return;
        }
        try (var load = warehouse.load(Staging.DELETED_USERS)) {
            for (var user : deleted) {
                user.userIds().forEach(id -> load.add(List.of(id, user.logPosition())));
            }
        }
        warehouse.script("remove_deleted");
    }
}
