package dev.sluice.worker.warehouse.snowflake.standin.store;

import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Users, roles and virtual warehouses, and the privileges that were taken from roles, which have all of them at first. */
public final class Account {

    public static final String ALL_POWERFUL = "ACCOUNTADMIN";

    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Set<String> roles = ConcurrentHashMap.newKeySet();
    private final Map<String, WarehouseState> warehouses = new ConcurrentHashMap<>();
    private final Set<Missing> missing = ConcurrentHashMap.newKeySet();

    public record User(Optional<PublicKey> key, Optional<String> password, Set<String> roles) {}

    public enum WarehouseState {
        STARTED,
        SUSPENDED,
        /** Suspended, and it does not resume by itself. */
        HALTED,
        OVER_QUOTA
    }

    private final Map<String, Set<String>> nested = new ConcurrentHashMap<>();

    record Missing(String role, String privilege, String kind, String name) {}

    public void add(String name, User user) {
        users.put(name, user);
        roles.addAll(user.roles());
    }

    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    public void addRole(String name) {
        roles.add(name);
    }

    public boolean hasRole(String name) {
        return roles.contains(name);
    }

    public Set<String> roles() {
        return new TreeSet<>(roles);
    }

    /** Gives a role to another, which then may do what it may. */
    public void nest(String role, String to) {
        nested.computeIfAbsent(to, _ -> ConcurrentHashMap.newKeySet()).add(role);
    }

    /** Whether the second is the first, or was given to it. */
    public boolean holds(String role, String other) {
        return role.equals(other)
                || nested.getOrDefault(role, Set.of()).stream().anyMatch(given -> holds(given, other));
    }

    public void set(String warehouse, WarehouseState state) {
        warehouses.put(warehouse, state);
    }

    public void removeWarehouse(String name) {
        warehouses.remove(name);
    }

    public Optional<WarehouseState> warehouse(String name) {
        return Optional.ofNullable(warehouses.get(name));
    }

    public Map<String, WarehouseState> warehouses() {
        return new TreeMap<>(warehouses);
    }

    /** @param kind DATABASE or WAREHOUSE */
    public void take(String role, String privilege, String kind, String name) {
        missing.add(new Missing(role, privilege, kind, name));
    }

    public void give(String role, String privilege, String kind, String name) {
        missing.remove(new Missing(role, privilege, kind, name));
    }

    public boolean has(String role, String privilege, String kind, String name) {
        return !missing.contains(new Missing(role, privilege, kind, name));
    }

    void takeOver(Account other) {
        users.putAll(other.users);
        roles.addAll(other.roles);
        warehouses.putAll(other.warehouses);
        missing.addAll(other.missing);
        other.nested.forEach((to, given) -> given.forEach(role -> nest(role, to)));
    }

    public Account copy() {
        var copy = new Account();
        copy.takeOver(this);
        return copy;
    }
}
