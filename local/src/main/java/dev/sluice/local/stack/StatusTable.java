package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import java.util.ArrayList;
import java.util.List;

/** The rows that tell a person what runs where. */
final class StatusTable {

    static final List<String> HEADERS = List.of("what", "state", "gRPC", "health and metrics", "process");

    private StatusTable() {}

    static List<List<Object>> rows(StackState state) {
        var rows = new ArrayList<List<Object>>();
        for (var service : Service.values()) {
            rows.add(row(service, state));
        }
        rows.add(List.of("postgresql", "port " + state.postgresPort(), "", "", ""));
        return rows;
    }

    private static List<Object> row(Service service, StackState state) {
        var address = state.addresses().get(service);
        return List.of(
                service.module(),
                Readiness.of(address) ? "ready" : "not ready",
                Address.HOST + ":" + address.grpc(),
                Address.HOST + ":" + address.management(),
                processId(service, state));
    }

    private static String processId(Service service, StackState state) {
        return state.services().stream()
                .filter(each -> each.name().equals(service.module()))
                .map(each -> String.valueOf(each.pid()))
                .findAny()
                .orElse("");
    }
}
