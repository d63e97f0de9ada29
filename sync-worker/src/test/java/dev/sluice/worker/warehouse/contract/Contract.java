package dev.sluice.worker.warehouse.contract;

/**
 * Rules that hold on every engine. They stand in the package of what they are about; each engine has one test class, in
 * which a nested class for each contract runs it there.
 */
public interface Contract {

    /** With a warehouse in which nothing is; whoever asks closes it. */
    Engine engine();

    /** How many random histories there are to be, of those that would be where a run takes a moment. */
    default int tries(int most) {
        return most;
    }
}
