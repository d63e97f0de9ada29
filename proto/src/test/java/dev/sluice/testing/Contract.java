package dev.sluice.testing;

import dev.sluice.errors.GrpcStatuses;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The services of the contract, all of them: as the generated stubs stand there. */
public final class Contract {

    private static final Pattern STUB = Pattern.compile("dev/sluice/(\\w+)/v1/(?!Mutiny)\\w+Grpc\\.class");

    private Contract() {}

    /** @param area the first part of the package below {@code sluice}, such as {@code definitions}; empty for all */
    public static List<ServiceDescriptor> services(String area) {
        try {
            var place = GrpcStatuses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return place.getPath().endsWith(".jar") ? inJar(place, area) : below(Path.of(place), area);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<MethodDescriptor<?, ?>> methods(String area) {
        return services(area).stream()
                .<MethodDescriptor<?, ?>>flatMap(service -> service.getMethods().stream())
                .toList();
    }

    private static List<ServiceDescriptor> inJar(URI jar, String area) throws IOException {
        try (var files = FileSystems.newFileSystem(URI.create("jar:" + jar), Map.of())) {
            return below(files.getPath("/"), area);
        }
    }

    private static List<ServiceDescriptor> below(Path root, String area) throws IOException {
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> isStub(name, area))
                    .sorted()
                    .map(Contract::service)
                    .toList();
        }
    }

    private static boolean isStub(String name, String area) {
        var stub = STUB.matcher(name);
        return stub.matches() && (area.isEmpty() || stub.group(1).equals(area));
    }

    private static ServiceDescriptor service(String file) {
        var name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return (ServiceDescriptor)
                    Class.forName(name).getMethod("getServiceDescriptor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
