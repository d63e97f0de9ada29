package dev.sluice.local.reachability.agent;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.stream.Collectors;

/** Has the methods of reflection tell the {@link Recorder} what they gave, before anything of a service runs. */
public final class Agent implements ClassFileTransformer {

    private static final Set<String> HOOKED = Hook.ALL.stream().map(Hook::owner).collect(Collectors.toSet());

    private Agent() {}

    /** @param folder where each process writes a file */
    public static void premain(String folder, Instrumentation instrumentation)
            throws IOException, UnmodifiableClassException {
        instrumentation.addTransformer(new Agent(), true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (HOOKED.contains(loaded.getName())) {
                instrumentation.retransformClasses(loaded);
            }
        }
        Recorder.start(Path.of(folder, ProcessHandle.current().pid() + ".tsv"));
    }

    @Override
    public byte[] transform(
            Module module, ClassLoader loader, String name, Class<?> loaded, ProtectionDomain domain, byte[] original) {
        if (name == null || !HOOKED.contains(name.replace('/', '.'))) {
            return null;
        }
        var file = ClassFile.of();
        return file.transformClass(file.parse(original), new Hooking(name.replace('/', '.')));
    }
}
