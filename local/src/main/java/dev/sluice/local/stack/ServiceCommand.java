package dev.sluice.local.stack;

import dev.sluice.local.client.Address;
import dev.sluice.local.client.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line that runs one service against its neighbours on this machine.
 *
 * @param settings further ones, by their names
 */
record ServiceCommand(Service service, Path jar, Ports ports, String jdbcUrl, Map<String, String> settings) {

    /** Further options of the services' JVMs, one a line: tests start many for short, which better do not compile much. */
    static final String JVM_OPTIONS = "sluice.services.jvm-options";

    List<String> line() {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("--enable-native-access=ALL-UNNAMED");
        line.add("-Xmx256m");
        line.add("-XX:+UseSerialGC");
        System.getProperty(JVM_OPTIONS, "").lines().forEach(line::add);
        listen(line);
        store(line);
        settings.forEach((name, value) -> set(line, name, value));
        neighbour(line, "worker", ports.services().get(Service.WORKER));
        neighbour(line, "definitions", ports.services().get(Service.DEFINITIONS));
        neighbour(line, "identity", ports.services().get(Service.IDENTITY));
        line.add("-jar");
        line.add(jar.toString());
        return List.copyOf(line);
    }

    private void listen(List<String> line) {
        var address = ports.services().get(service);
        if (service == Service.WORKER) {
            set(line, "quarkus.http.host", Address.HOST);
            set(line, "quarkus.http.port", ports.capture());
        }
        set(line, "quarkus.grpc.server.host", Address.HOST);
        set(line, "quarkus.grpc.server.port", address.grpc());
        set(line, "quarkus.management.host", Address.HOST);
        set(line, "quarkus.management.port", address.management());
    }

    private void store(List<String> line) {
        set(line, "quarkus.datasource.jdbc.url", jdbcUrl);
        set(line, "quarkus.datasource.username", Database.OWNER);
        // The server trusts whoever reaches the loopback address; the driver wants some password all the same.
        set(line, "quarkus.datasource.password", Database.OWNER);
    }

    private static void neighbour(List<String> line, String client, Address address) {
        set(line, "quarkus.grpc.clients." + client + ".host", Address.HOST);
        set(line, "quarkus.grpc.clients." + client + ".port", address.grpc());
    }

    private static void set(List<String> line, String setting, Object value) {
        line.add("-D" + setting + "=" + value);
    }
}
