package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.v1.CreateWarehouseRequest;
import dev.sluice.definitions.v1.CreateWarehouseResponse;
import dev.sluice.definitions.v1.WarehouseReport;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Registers warehouses that runs can write to. The worker is asked between transactions, since its answer may take long,
 * and only about what would be registered: two warehouses that pass at once for one place are told apart at the end.
 */
@ApplicationScoped
class WarehouseRegistration {

    private final Warehouses warehouses;
    private final WarehouseChecks checks;

    WarehouseRegistration(Warehouses warehouses, WarehouseChecks checks) {
        this.warehouses = warehouses;
        this.checks = checks;
    }

    CreateWarehouseResponse register(CreateWarehouseRequest request) {
        var name = WarehouseName.check("name", request.getName());
        var target = TargetMessages.check(request);
        var response = CreateWarehouseResponse.newBuilder();
        warehouses.rehearse(request.getEnvironment(), name, target);
        if (!request.getRegisterUnchecked()) {
            response.setReport(checks.check(request.getEnvironment(), target));
        }
        if (!request.getValidateOnly()) {
            requireUsable(response);
            response.setWarehouse(warehouses.create(request.getEnvironment(), name, target));
        }
        return response.build();
    }

    private static void requireUsable(CreateWarehouseResponse.Builder response) {
        if (response.hasReport() && !response.getReport().getUsable()) {
            WarehouseReport report = ReportText.shortened(response.getReport());
            throw new Failure.Precondition(
                    ErrorReason.ERROR_REASON_WAREHOUSE_UNUSABLE, ReportText.refusal(report), report);
        }
    }
}
