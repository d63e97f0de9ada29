package dev.sluice.worker.warehouse;

import java.util.List;
import java.util.stream.Stream;

/** What a test of a warehouse found, in the order in which it was looked at. */
public record WarehouseReport(List<WarehouseCheck> checks) {

    public WarehouseReport {
        checks = List.copyOf(checks);
    }

    /** @param rest the names of the checks that say nothing now */
    public static WarehouseReport cut(List<WarehouseCheck> made, List<String> rest) {
        return new WarehouseReport(
                Stream.concat(made.stream(), rest.stream().<WarehouseCheck>map(WarehouseCheck.NotChecked::new))
                        .toList());
    }

    public boolean usable() {
        return checks.stream().allMatch(WarehouseCheck.Passed.class::isInstance);
    }
}
