package dev.sluice.worker.check;

import dev.sluice.definitions.v1.CheckResult;
import dev.sluice.worker.warehouse.WarehouseCheck;
import dev.sluice.worker.warehouse.WarehouseReport;

/** Turns a report into the contract's. */
final class ReportMapper {

    private ReportMapper() {}

    static dev.sluice.definitions.v1.WarehouseReport report(WarehouseReport report) {
        return dev.sluice.definitions.v1.WarehouseReport.newBuilder()
                .setUsable(report.usable())
                .addAllChecks(report.checks().stream().map(ReportMapper::check).toList())
                .build();
    }

    private static dev.sluice.definitions.v1.WarehouseCheck check(WarehouseCheck check) {
        var message = dev.sluice.definitions.v1.WarehouseCheck.newBuilder()
                .setName(check.name())
                .setFound(check.found());
        return switch (check) {
            case WarehouseCheck.Passed _ ->
                message.setResult(CheckResult.CHECK_RESULT_PASSED).build();
            case WarehouseCheck.Failed failed ->
                message.setResult(CheckResult.CHECK_RESULT_FAILED)
                        .setRemedy(failed.remedy())
                        .addAllGrants(failed.grants())
                        .build();
            case WarehouseCheck.NotChecked _ ->
                message.setResult(CheckResult.CHECK_RESULT_NOT_CHECKED).build();
        };
    }
}
