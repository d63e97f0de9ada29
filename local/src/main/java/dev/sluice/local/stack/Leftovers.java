package dev.sluice.local.stack;

/**
 * Ends what a launcher that was killed left running. Only processes that are provably the recorded ones are touched; the
 * services go first, since PostgreSQL waits for its clients.
 */
final class Leftovers {

    private Leftovers() {}

    /** The caller holds the folder's lock: whoever wrote the state is gone. */
    static void cleanUp(StackFolder folder) {
        var file = new StateFile(folder);
        file.read()
                .ifPresent(state ->
                        state.services().forEach(service -> service.running().ifPresent(Termination::end)));
        Database.endLeftover(folder);
        file.delete();
    }
}
