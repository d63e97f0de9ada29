package dev.sluice.local.reachability.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes down what was found by name and by whom, each once. It stands on the boot class path, as Java's own classes
 * call it, and so may use nothing but Java; what it does itself is not told of.
 */
public final class Recorder {

    private static final String APPLICATION = "io.quarkus.runner.ApplicationImpl";

    private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Boolean> TELLING = new ThreadLocal<>();
    private static final StackWalker STACK = StackWalker.getInstance();

    private static OutputStream output;
    private static volatile boolean running;
    /** Whether the application is being started, after all that Quarkus does while an image is built. */
    private static volatile boolean started;

    private Recorder() {}

    static void start(Path file) throws IOException {
        output = Files.newOutputStream(file);
        // What the recorder needs is loaded by the first line.
        write("SERVICE\t" + System.getProperty("java.class.path"));
        running = true;
    }

    /** Called by what is hooked, before it returns. */
    public static void tell(Object result, String access, Object self, Object first, Object second) {
        if (!running || result == null || TELLING.get() != null) {
            return;
        }
        TELLING.set(true);
        try {
            note(Access.valueOf(access), result, self, first, second);
        } finally {
            TELLING.remove();
        }
    }

    private static void note(Access access, Object result, Object self, Object first, Object second) {
        switch (access) {
            case TYPE -> note(access, ((Class<?>) result).getName(), "");
            case MEMBER -> note(access, (Member) result);
            case CALLED -> note(access, (Member) self);
            case FIELDS, METHODS, CONSTRUCTORS -> {
                if (((Object[]) result).length > 0) {
                    note(access, ((Class<?>) self).getName(), "");
                }
            }
            case HANDLE -> note(access, ((Class<?>) first).getName(), second instanceof String name ? name : "<init>");
            case PROXY -> {
                if (second instanceof Class<?>[] types) {
                    note(access, Arrays.stream(types).map(Class::getName).collect(Collectors.joining(",")), "");
                }
            }
            // Classes have resolved the name by now.
            case RESOURCE -> note(access, ((String) first).replaceFirst("^/", ""), "");
            case BUNDLE -> note(access, (String) first, "");
        }
    }

    private static void note(Access access, Member member) {
        var name = member instanceof Constructor ? "<init>" : member.getName();
        if (member instanceof Executable executable) {
            name = Arrays.stream(executable.getParameterTypes())
                    .map(Class::getTypeName)
                    .collect(Collectors.joining(",", name + "(", ")"));
        }
        note(access, member.getDeclaringClass().getName(), name);
    }

    private static void note(Access access, String name, String member) {
        if (isOfJava(name) || isHidden(name)) {
            return;
        }
        var frames = STACK.walk(stack -> stack.dropWhile(
                        frame -> frame.getClassName().equals(Recorder.class.getName()))
                .skip(1)
                .toList());
        var via = frames.isEmpty() ? "" : frames.getFirst().getClassName();
        var caller = frames.stream()
                .filter(frame -> !isOfJava(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.getClassName() + "#" + frame.getMethodName())
                .orElse(via + "#");
        var line = Stream.of(access.name(), name, member, caller, isOfJava(via) ? via : "", initialized(frames))
                .collect(Collectors.joining("\t"));
        if (WRITTEN.add(line)) {
            write(line);
        }
    }

    /** The classes whose initializers are under way, parted by commas. */
    private static String initialized(List<StackFrame> frames) {
        started = started
                || frames.stream()
                        .anyMatch(frame -> frame.getClassName().equals(APPLICATION)
                                && frame.getMethodName().equals("doStart"));
        if (!started) {
            return APPLICATION;
        }
        return frames.stream()
                .filter(frame -> frame.getMethodName().equals("<clinit>"))
                .map(StackFrame::getClassName)
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static boolean isOfJava(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }

    /** As those of lambdas. */
    private static boolean isHidden(String type) {
        return type.contains("$$Lambda") || type.contains("LambdaForm");
    }

    private static synchronized void write(String line) {
        try {
            output.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
