package dev.sluice.local.stack;

import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.Service;
import dev.sluice.local.client.SluiceClient;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Which Sluice a command speaks to: that of a folder on this machine, or one whose services are at addresses. */
public abstract class ServicesOption {

    @Mixin
    private StackOption stack;

    @Mixin
    private TlsOption tls;

    /** What an option says of where a service is; null for nothing. */
    abstract String address(Service service);

    /** A token comes from the variable {@code SLUICE_TOKEN}. */
    public final SluiceClient client() {
        return isLocal()
                ? new SluiceClient(stack.running().addresses())
                : SluiceClient.at(addresses(), tls.credentials());
    }

    /** Whether it is the Sluice of a folder. */
    public final boolean isLocal() {
        return addresses().isEmpty();
    }

    /** Of the Sluice of a folder: the default environment. */
    final EnvironmentAccess localAccess() {
        return stack.running().access();
    }

    /** Variables hold for every command, unless it names a folder. */
    private Map<Service, String> addresses() {
        var options = Elsewhere.byOptions(this::address);
        return stack.isNamed() ? options : Elsewhere.byVariablesAnd(options);
    }
}
