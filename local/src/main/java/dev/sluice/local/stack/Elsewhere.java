package dev.sluice.local.stack;

import dev.sluice.local.client.Service;
import dev.sluice.local.console.CommandFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Where the services are of a Sluice that is not of this machine, by {@code host:port}. */
final class Elsewhere {

    private static final Map<Service, String> VARIABLES =
            Map.of(Service.DEFINITIONS, "SLUICE_AT", Service.WORKER, "SLUICE_SYNC_AT");

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");

    private Elsewhere() {}

    /** @param options what a command's options say of a service; null for nothing */
    static Map<Service, String> byOptions(Function<Service, String> options) {
        var addresses = new EnumMap<Service, String>(Service.class);
        for (var service : Service.values()) {
            var address = options.apply(service);
            if (address != null) {
                addresses.put(service, checked(service, address));
            }
        }
        return addresses;
    }

    /** What variables say of all services, with what options replace. */
    static Map<Service, String> byVariablesAnd(Map<Service, String> options) {
        var addresses = byOptions(Elsewhere::variable);
        addresses.putAll(options);
        return addresses;
    }

    private static String variable(Service service) {
        var address = VARIABLES.containsKey(service) ? System.getenv(VARIABLES.get(service)) : null;
        return address == null || address.isEmpty() ? null : address;
    }

    private static String checked(Service service, String address) {
        if (!ADDRESS.matcher(address).matches()) {
            throw new CommandFailure("\"%s\" is no address of %s; give a host and a port, such as sluice.example:9000"
                    .formatted(address, service.module()));
        }
        return address;
    }
}
