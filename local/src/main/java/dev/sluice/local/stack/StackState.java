package dev.sluice.local.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.local.client.Address;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What one local Sluice runs and where; kept in a file, so that other commands find it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StackState(
        ProcessRecord launcher,
        List<ProcessRecord> services,
        int postgresPort,
        int capturePort,
        Map<Service, Address> addresses,
        EnvironmentAccess access) {

    public StackState {
        services = List.copyOf(services);
        addresses = Map.copyOf(addresses);
    }

    static StackState starting(Ports ports) {
        var launcher = ProcessRecord.of("launcher", ProcessHandle.current());
        return new StackState(launcher, List.of(), ports.postgres(), ports.capture(), ports.services(), null);
    }

    StackState with(ProcessRecord service) {
        var all = new ArrayList<>(services);
        all.add(service);
        return new StackState(launcher, all, postgresPort, capturePort, addresses, access);
    }

    StackState with(EnvironmentAccess ready) {
        return new StackState(launcher, services, postgresPort, capturePort, addresses, ready);
    }

    /** A path of capture's HTTP front: {@code /v1/batch}. */
    public URI capture(String path) {
        return Address.url(capturePort, path);
    }

    /** Everything has started and the default environment is there. */
    public boolean ready() {
        return access != null;
    }
}
