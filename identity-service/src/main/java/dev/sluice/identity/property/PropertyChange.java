package dev.sluice.identity.property;

/** What a call does to one key of its user. */
public sealed interface PropertyChange {

    /** The key has the value from the time of the call on, until a later call says otherwise. */
    record Set(StoredValue value) implements PropertyChange {}

    /** The key has no value from the time of the call on, until a later call sets one. */
    record Unset() implements PropertyChange {}

    /** The key has the value unless another call set it once before, or any call sets or unsets it. */
    record SetOnce(StoredValue value) implements PropertyChange {}
}
