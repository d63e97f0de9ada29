package dev.sluice.local.reachability;

import dev.sluice.local.reachability.agent.Access;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Something that was found by name while a service ran.
 *
 * @param name of the class, the file or the bundle
 * @param member of the class; empty where it is the class itself, or all of them
 * @param caller the first class that is not Java's, and its method: {@code Class#method}
 * @param via the class of Java's that looked for it, or empty
 * @param initialized the classes whose initializers were under way
 */
record Need(Access access, String name, String member, String caller, String via, List<String> initialized) {

    /** Java's own ways to annotations, generic signatures and constants of enums, which the compiler knows. */
    private static final Set<String> KNOWN_TO_THE_COMPILER = Set.of(
            "java.lang.Class",
            "java.lang.System$1",
            "java.lang.invoke.InnerClassLambdaMetafactory",
            "java.lang.invoke.MethodHandleImpl$1",
            "java.lang.reflect.Proxy$ProxyBuilder",
            "java.lang.reflect.ProxyGenerator",
            "sun.invoke.util.VerifyAccess",
            "sun.reflect.annotation.AnnotationParser",
            "sun.reflect.annotation.AnnotationType",
            "sun.reflect.generics.factory.CoreReflectionFactory");

    Need {
        initialized = List.copyOf(initialized);
    }

    static Need parse(String line) {
        var fields = line.split("\t", -1);
        var initialized = Stream.of(fields[5].split(",")).filter(name -> !name.isEmpty());
        return new Need(Access.valueOf(fields[0]), fields[1], fields[2], fields[3], fields[4], initialized.toList());
    }

    boolean isKnownToTheCompiler() {
        return KNOWN_TO_THE_COMPILER.contains(via) && access != Access.RESOURCE;
    }

    boolean isConstructor() {
        return member.startsWith("<init>");
    }

    /** The member without its parameters. */
    String memberName() {
        return member.replaceFirst("\\(.*", "");
    }

    /** What it is the need of, without where the need arose. */
    String sentence() {
        return "%s %s %s, by %s".formatted(access, name, member, caller);
    }
}
