package dev.sluice.worker.warehouse;

import java.util.List;

/** One thing that runs need of a warehouse, and whether it is so; {@code found} is a sentence for a person. */
public sealed interface WarehouseCheck {

    /** What failures put between what is so and what to do. */
    String THEN = "; ";

    String name();

    String found();

    record Passed(String name, String found) implements WarehouseCheck {}

    /**
     * @param remedy what to do; empty where {@code found} says all
     * @param grants statements that an administrator of the warehouse runs as they stand
     */
    record Failed(String name, String found, String remedy, List<String> grants) implements WarehouseCheck {

        public Failed {
            grants = List.copyOf(grants);
        }

        /** A run would have met the same failure. */
        public static Failed with(String name, WarehouseFailure failure, List<String> grants) {
            var said = failure.getMessage();
            int end = said.lastIndexOf(THEN);
            return end < 0
                    ? new Failed(name, said, "", grants)
                    : new Failed(name, said.substring(0, end), said.substring(end + THEN.length()), grants);
        }
    }

    /** Says nothing as long as an earlier check fails. */
    record NotChecked(String name) implements WarehouseCheck {

        @Override
        public String found() {
            return "not looked at, since an earlier check failed";
        }
    }
}
