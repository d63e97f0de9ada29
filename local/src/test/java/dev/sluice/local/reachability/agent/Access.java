package dev.sluice.local.reachability.agent;

/** What was done by name. */
public enum Access {
    /** A class was found. */
    TYPE,
    /** A field, a method or a constructor was found. */
    MEMBER,
    /** All fields of a class were listed. */
    FIELDS,
    METHODS,
    CONSTRUCTORS,
    /** A method or constructor was called. */
    CALLED,
    /** A method handle was made. */
    HANDLE,
    /** Interfaces were implemented by a proxy. */
    PROXY,
    RESOURCE,
    BUNDLE
}
