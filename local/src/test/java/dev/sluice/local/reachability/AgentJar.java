package dev.sluice.local.reachability;

import dev.sluice.local.reachability.agent.Agent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The agent's classes as the JVM takes them, on the boot class path too. */
record AgentJar(Path file) {

    static AgentJar in(Path folder) throws IOException, URISyntaxException {
        var jar = new AgentJar(folder.resolve("agent.jar"));
        try (var output = new JarOutputStream(Files.newOutputStream(jar.file), jar.manifest())) {
            var classes = Path.of(Agent.class.getResource("").toURI());
            try (var files = Files.list(classes)) {
                for (var each : files.toList()) {
                    add(each, output);
                }
            }
        }
        return jar;
    }

    String option(Path recordings) {
        return "-javaagent:" + file + "=" + recordings;
    }

    private Manifest manifest() {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Agent.class.getName());
        attributes.putValue("Boot-Class-Path", file.getFileName().toString());
        attributes.putValue("Can-Retransform-Classes", "true");
        return manifest;
    }

    private static void add(Path file, JarOutputStream output) throws IOException {
        output.putNextEntry(new JarEntry(Agent.class.getPackageName().replace('.', '/') + "/" + file.getFileName()));
        Files.copy(file, output);
        output.closeEntry();
    }
}
