package dev.sluice.local.reachability.agent;

import java.util.List;
import java.util.Set;

/**
 * Methods that are told of.
 *
 * @param owner their class
 */
record Hook(String owner, Access access, Set<String> methods) {

    static final List<Hook> ALL = List.of(
            new Hook("java.lang.Class", Access.TYPE, Set.of("forName")),
            new Hook(
                    "java.lang.Class",
                    Access.MEMBER,
                    Set.of(
                            "getField",
                            "getDeclaredField",
                            "getMethod",
                            "getDeclaredMethod",
                            "getConstructor",
                            "getDeclaredConstructor")),
            new Hook("java.lang.Class", Access.FIELDS, Set.of("getFields", "getDeclaredFields")),
            new Hook("java.lang.Class", Access.METHODS, Set.of("getMethods", "getDeclaredMethods")),
            new Hook("java.lang.Class", Access.CONSTRUCTORS, Set.of("getConstructors", "getDeclaredConstructors")),
            new Hook("java.lang.reflect.Constructor", Access.CALLED, Set.of("newInstanceWithCaller")),
            new Hook("java.lang.reflect.Method", Access.CALLED, Set.of("invoke")),
            new Hook(
                    "java.lang.invoke.MethodHandles$Lookup",
                    Access.HANDLE,
                    Set.of(
                            "findConstructor",
                            "findStatic",
                            "findVirtual",
                            "findSpecial",
                            "findGetter",
                            "findSetter",
                            "findStaticGetter",
                            "findStaticSetter",
                            "findVarHandle",
                            "findStaticVarHandle")),
            new Hook("java.lang.reflect.Proxy", Access.PROXY, Set.of("newProxyInstance")),
            new Hook("java.lang.Class", Access.RESOURCE, Set.of("getResource", "getResourceAsStream")),
            new Hook(
                    "java.lang.ClassLoader",
                    Access.RESOURCE,
                    Set.of("getResource", "getResourceAsStream", "getResources", "resources")),
            new Hook("java.util.ResourceBundle", Access.BUNDLE, Set.of("getBundle")));
}
