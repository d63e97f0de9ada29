package dev.sluice.local.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one local Sluice runs and where; kept in a file, so that other commands find it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackState(
        ProcessRecord launcher,
        List<ProcessRecord> services,
        int postgresPort,
        Map<Service, Address> addresses,
        EnvironmentAccess access) {

    public StackState {
        services = List.copyOf(services);
        addresses = Map.copyOf(addresses);
    }

    static StackState starting(Ports ports) {
        var launcher = ProcessRecord.of("launcher", ProcessHandle.current());
        return new StackState(launcher, List.of(), ports.postgres(), ports.services(), null);
    }

    StackState with(ProcessRecord service) {
        var all = new ArrayList<>(services);
        all.add(service);
        return new StackState(launcher, all, postgresPort, addresses, access);
    }

    StackState with(EnvironmentAccess ready) {
        return new StackState(launcher, services, postgresPort, addresses, ready);
    }

    /** Everything has started and the default environment is there. */
    public boolean ready() {
        return access != null;
    }
}
