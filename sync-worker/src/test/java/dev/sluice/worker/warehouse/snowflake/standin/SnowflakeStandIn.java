package dev.sluice.worker.warehouse.snowflake.standin;

import dev.sluice.worker.warehouse.snowflake.standin.faults.Fault;
import dev.sluice.worker.warehouse.snowflake.standin.faults.Faults;
import dev.sluice.worker.warehouse.snowflake.standin.faults.Gate;
import dev.sluice.worker.warehouse.snowflake.standin.log.RequestLog;
import dev.sluice.worker.warehouse.snowflake.standin.protocol.Server;
import dev.sluice.worker.warehouse.snowflake.standin.protocol.Sessions;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.store.Account;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import dev.sluice.worker.warehouse.snowflake.standin.store.StoredSchema;
import java.security.PublicKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A stand-in for Snowflake, for tests alone: it speaks the protocol of Snowflake's own driver on a port of 127.0.0.1 and
 * runs the SQL on DuckDB. It takes the forms of statements that Sluice issues and refuses all others, with Snowflake's
 * codes and states. Nothing but loopback may be contacted: {@link #properties} turns off all by which the driver would
 * ask other hosts.
 *
 * <p>Names are those of Snowflake: what is added here under a name without quotes in capital letters is found by one
 * without quotes in SQL.
 */
public final class SnowflakeStandIn implements AutoCloseable {

    public static final String ACCOUNT = "STANDIN";

    private final Store store;
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final Sessions sessions;
    private final Server server;

    private SnowflakeStandIn(Store store) {
        this.store = store;
        this.sessions = new Sessions(store);
        this.server = new Server(ACCOUNT, store, sessions, log, faults);
    }

    /** An account without users, warehouses and databases. */
    public static SnowflakeStandIn start() {
        return new SnowflakeStandIn(Store.empty());
    }

    /** Another server that begins with all that is committed in this one, and shares nothing with it from then on. */
    public SnowflakeStandIn copy() {
        return new SnowflakeStandIn(store.copy());
    }

    public int port() {
        return server.port();
    }

    public String url() {
        return "jdbc:snowflake://127.0.0.1:%d/".formatted(port());
    }

    /** What a connection needs besides its user, key, role, warehouse and database. */
    public Properties properties() {
        var properties = new Properties();
        properties.setProperty("ssl", "off");
        properties.setProperty("account", ACCOUNT);
        properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.setProperty("CLIENT_TELEMETRY_ENABLED", "false");
        properties.setProperty("disablePlatformDetection", "true");
        properties.setProperty("enableCopyResultSet", "true");
        return properties;
    }

    public void addUser(String name, PublicKey key, String... roles) {
        store.account().add(name, new Account.User(Optional.of(key), Optional.empty(), ordered(roles)));
    }

    public void addUser(String name, String password, String... roles) {
        store.account().add(name, new Account.User(Optional.empty(), Optional.of(password), ordered(roles)));
    }

    private static LinkedHashSet<String> ordered(String... roles) {
        return new LinkedHashSet<>(List.of(roles));
    }

    public void addWarehouse(String name) {
        store.account().set(name, Account.WarehouseState.STARTED);
    }

    public void suspendWarehouse(String name) {
        store.account().set(name, Account.WarehouseState.SUSPENDED);
    }

    /** Until somebody resumes it: {@link #addWarehouse}. */
    public void haltWarehouse(String name) {
        store.account().set(name, Account.WarehouseState.HALTED);
    }

    public void exceedQuota(String warehouse) {
        store.account().set(warehouse, Account.WarehouseState.OVER_QUOTA);
    }

    public void removeWarehouse(String name) {
        store.account().removeWarehouse(name);
    }

    public Optional<Account.WarehouseState> warehouse(String name) {
        return store.account().warehouse(name);
    }

    /** With its schema PUBLIC, which belongs to none of the roles. */
    public void addDatabase(String name) {
        store.catalog().addDatabase(name);
        var open = new SchemaName(name, "PUBLIC");
        store.define("CREATE SCHEMA " + store.catalog().duckDb(open));
        store.catalog().put(open, new StoredSchema(Account.ALL_POWERFUL, false));
    }

    /** @param kind DATABASE or WAREHOUSE; roles have USAGE of both, and CREATE SCHEMA on the former, until it is taken */
    public void revoke(String privilege, String kind, String name, String role) {
        store.account().take(role, privilege, kind, name);
    }

    public void grant(String privilege, String kind, String name, String role) {
        store.account().give(role, privilege, kind, name);
    }

    /** The next statement in which the pattern is found is refused. */
    public void refuse(String pattern, String code, String state, String message) {
        faults.plan(Faults.When.BEFORE, pattern, new Fault.Refused(new SnowflakeError(code, state, message)));
    }

    /** The driver's connection ends before the statement is carried out, once; it asks again by itself. */
    public void dropConnectionBefore(String pattern) {
        faults.plan(Faults.When.BEFORE, pattern, new Fault.Dropped());
    }

    /** The statement is carried out, but the answer is lost, once; the driver asks again and gets it. */
    public void dropConnectionAfter(String pattern) {
        faults.plan(Faults.When.AFTER, pattern, new Fault.Dropped());
    }

    /** The session ends when the statement comes, without a trace of its open transaction. */
    public void endSessionBefore(String pattern) {
        faults.plan(Faults.When.BEFORE, pattern, new Fault.SessionEnded());
    }

    /** The statement is carried out, then the session ends and the answer is that it is gone. */
    public void endSessionAfter(String pattern) {
        faults.plan(Faults.When.AFTER, pattern, new Fault.SessionEnded());
    }

    /** From the n-th statement from now on the server is not to be reached, until {@link #comeBack}. */
    public void vanishBefore(long statement) {
        faults.plan(Faults.When.BEFORE, statement, new Fault.Gone());
    }

    /** The same, but the n-th statement is still carried out. */
    public void vanishAfter(long statement) {
        faults.plan(Faults.When.AFTER, statement, new Fault.Gone());
    }

    /** Before the n-th statement from now on whoever sends it dies, with all their sessions, until {@link #comeBack}. */
    public void dieBefore(long statement) {
        faults.plan(Faults.When.BEFORE, statement, new Fault.Dead());
    }

    /** The same, but the n-th statement is still carried out. */
    public void dieAfter(long statement) {
        faults.plan(Faults.When.AFTER, statement, new Fault.Dead());
    }

    public void refuse(long statement, String code, String state, String message) {
        faults.plan(Faults.When.BEFORE, statement, new Fault.Refused(new SnowflakeError(code, state, message)));
    }

    public void endSessionBefore(long statement) {
        faults.plan(Faults.When.BEFORE, statement, new Fault.SessionEnded());
    }

    public void endSessionAfter(long statement) {
        faults.plan(Faults.When.AFTER, statement, new Fault.SessionEnded());
    }

    /** Holds the next such statement before it is carried out. */
    public Gate hold(String pattern) {
        var gate = new Gate();
        faults.plan(Faults.When.BEFORE, pattern, new Fault.Held(gate));
        return gate;
    }

    /** Answers the next requests with 503. */
    public void unavailable(int requests) {
        faults.unavailable(requests);
    }

    /** What was planned to go wrong is forgotten, sessions from before are ended, and the server can be reached. */
    public void comeBack() {
        sessions.endAll();
        faults.clear();
    }

    /** The driver has to renew its tokens, which it does by itself. */
    public void expireTokens() {
        sessions.expireTokens();
    }

    /** No token can be renewed: who comes has to log in again. */
    public void expireMasterTokens() {
        sessions.expireMasterTokens();
    }

    public void endSessions() {
        sessions.endAll();
    }

    public RequestLog log() {
        server.countStagedFiles();
        return log;
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
