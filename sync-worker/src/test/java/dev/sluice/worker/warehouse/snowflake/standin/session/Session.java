package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.Binds;
import dev.sluice.worker.warehouse.snowflake.standin.sql.ObjectName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import dev.sluice.worker.warehouse.snowflake.standin.sql.StatementParser;
import dev.sluice.worker.warehouse.snowflake.standin.store.Account;
import dev.sluice.worker.warehouse.snowflake.standin.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One user's session: its role, virtual warehouse, schema, parameters and transaction. One statement at a time. */
public final class Session implements AutoCloseable {

    private final long id;
    private final String user;
    private final Store store;
    private final Connection connection;
    private final Transaction transaction;
    private final Map<String, String> parameters = new HashMap<>();
    private final Variables variables = new Variables();
    private String role;
    private Optional<String> warehouse = Optional.empty();
    private Optional<String> database = Optional.empty();
    private Optional<String> schema = Optional.empty();
    private boolean readsTables;
    private boolean asksForCounts;

    public Session(long id, String user, String role, Store store) {
        this.id = id;
        this.user = user;
        this.role = role;
        this.store = store;
        this.connection = store.engine().connect();
        this.transaction = new Transaction(store, connection);
    }

    public long id() {
        return id;
    }

    public String role() {
        return role;
    }

    public Optional<String> warehouse() {
        return warehouse;
    }

    public Optional<String> database() {
        return database;
    }

    public Optional<String> schema() {
        return schema;
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** What a login names; what is not there, or not for this role, is silently left out. */
    public void begin(Map<String, String> wanted, Map<String, String> sessionParameters) {
        parameters.putAll(sessionParameters);
        use("WAREHOUSE", wanted.get("warehouse"));
        use("DATABASE", wanted.get("databaseName"));
        use("SCHEMA", wanted.get("schemaName"));
    }

    private void use(String kind, String name) {
        if (name != null) {
            try {
                new SessionState(this).use(kind, List.of(name));
            } catch (SnowflakeError e) {
                // The first statement that needs it will say so.
            }
        }
    }

    Store store() {
        return store;
    }

    Transaction transaction() {
        return transaction;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    void role(String name) {
        role = name;
    }

    void warehouse(String name) {
        warehouse = Optional.of(name);
    }

    void database(String name) {
        database = Optional.of(name);
        schema = Optional.empty();
    }

    void schema(SchemaName name) {
        database = Optional.of(name.database());
        schema = Optional.of(name.schema());
    }

    Rights rights() {
        return new Rights(store, role);
    }

    Place place() {
        return new Place(
                store,
                rights(),
                database,
                schema,
                this::context,
                variables::get,
                () -> readsTables = true,
                asksForCounts,
                query -> transaction
                        .read(connection -> ResultReader.fields(connection, query))
                        .size());
    }

    private Optional<String> context(String function) {
        return switch (function) {
            case "CURRENT_ROLE" -> Optional.of(role);
            case "CURRENT_USER" -> Optional.of(user);
            case "CURRENT_WAREHOUSE" -> warehouse;
            case "CURRENT_DATABASE" -> database;
            case "CURRENT_SCHEMA" -> schema;
            case "CURRENT_SESSION" -> Optional.of(String.valueOf(id));
            case "CURRENT_ACCOUNT" -> Optional.of("STANDIN");
            case "CURRENT_VERSION" -> Optional.of("9.0.0");
            case "CURRENT_TRANSACTION" -> transaction.isOpen() ? Optional.of(String.valueOf(id)) : Optional.empty();
            default -> throw SnowflakeError.unknownFunction(function);
        };
    }

    /** What a statement is, without carrying it out. */
    public synchronized Answer describe(String sql) {
        begin(sql);
        var described = StatementParser.parse(sql, place(), Binds.unknown());
        return switch (described) {
            case Statement.Query query ->
                transaction.read(connection ->
                        Answer.of(Answer.SELECT, ResultReader.fields(connection, query.sql()), List.of()));
            case Statement.Insert insert -> Answer.counts(Answer.INSERT, List.of("number of rows inserted"), 0L);
            case Statement.Update update -> Answer.counts(Answer.UPDATE, List.of("number of rows updated"), 0L);
            case Statement.Delete delete -> Answer.counts(Answer.DELETE, List.of("number of rows deleted"), 0L);
            case Statement other -> Answer.done(Answer.DEFINITION, "");
        };
    }

    public synchronized Answer execute(String sql, BindValues binds) {
        begin(sql);
        var rows = binds.rows(this);
        var statement =
                StatementParser.parse(sql, place(), rows.isEmpty() ? binds.literals() : rows.binds(binds.boundTypes()));
        return execute(statement, rows);
    }

    /** To count all rows of all tables takes longer than most statements do. */
    private void begin(String sql) {
        readsTables = false;
        asksForCounts = sql.toUpperCase(Locale.ROOT).contains(InformationSchema.ROW_COUNT);
    }

    private Answer execute(Statement statement, Changes.BoundRows rows) {
        return switch (statement) {
            case Statement.Query query -> query(query);
            case Statement.Change change -> {
                resumeWarehouse();
                openIfNotByItself();
                yield new Changes(store, transaction, rights(), patience()).change(change, rows);
            }
            case Statement.Definition definition -> {
                if (definition instanceof Statement.CreateTableAs) {
                    resumeWarehouse();
                }
                var answer = new Definitions(store, transaction, rights(), patience()).define(definition);
                if (definition instanceof Statement.CreateSchema made) {
                    // Whoever makes a schema is in it.
                    schema(made.schema());
                }
                yield answer;
            }
            case Statement.Begin begin -> {
                transaction.open();
                yield Answer.done(Answer.TRANSACTION, "Statement executed successfully.");
            }
            case Statement.Commit commit -> {
                transaction.commit();
                yield Answer.done(Answer.TRANSACTION, "Statement executed successfully.");
            }
            case Statement.Rollback rollback -> {
                transaction.rollback();
                yield Answer.done(Answer.TRANSACTION, "Statement executed successfully.");
            }
            case Statement.Put put -> throw SnowflakeError.unsupported("PUT but by the driver");
            case Statement.ListStage list -> new Stages(store, rights()).list(list);
            case Statement.Remove remove -> new Stages(store, rights()).remove(remove);
            case Statement.Use use -> new SessionState(this).use(use.kind(), use.name());
            case Statement.AlterSession alter -> new SessionState(this).alter(alter);
            case Statement.SetVariable set -> {
                var value = query(new Statement.Query(set.query()));
                variables.set(set.name(), value);
                yield Answer.done(Answer.ALTER_SESSION, "Statement executed successfully.");
            }
            case Statement.ShowGrants show -> new Grants(store, rights()).show(show);
            case Statement.ShowSchemas show ->
                new Listings(store, rights())
                        .schemas(
                                show,
                                show.database()
                                        .or(this::database)
                                        .orElseThrow(() -> SnowflakeError.noDatabase("SHOW")));
            case Statement.ShowTables show ->
                new Listings(store, rights())
                        .tables(
                                show,
                                show.schema()
                                        .orElseGet(() -> place().schema(List.of(
                                                schema.orElseThrow(() -> SnowflakeError.noSchema("SHOW"))))));
            case Statement.ShowWarehouses show -> new Listings(store, rights()).warehouses(show);
        };
    }

    private Answer query(Statement.Query query) {
        if (readsTables) {
            resumeWarehouse();
        }
        openIfNotByItself();
        return transaction.read(connection -> {
            try (var statement = transaction.running(connection.createStatement());
                    var rows = statement.executeQuery(query.sql())) {
                return ResultReader.read(rows);
            }
        });
    }

    private void openIfNotByItself() {
        if (!commitsByItself()) {
            transaction.open();
        }
    }

    boolean commitsByItself() {
        return !"false".equalsIgnoreCase(parameters.getOrDefault("AUTOCOMMIT", "true"));
    }

    private void resumeWarehouse() {
        String name = warehouse.orElseThrow(SnowflakeError::noWarehouse);
        var state = store.account().warehouse(name).orElseThrow(SnowflakeError::noWarehouse);
        switch (state) {
            case STARTED -> {}
            case SUSPENDED -> store.account().set(name, Account.WarehouseState.STARTED);
            case HALTED -> throw SnowflakeError.suspended(name);
            case OVER_QUOTA ->
                throw new SnowflakeError(
                        "090073",
                        "22000",
                        "Warehouse '%s' cannot be resumed because resource monitor 'MONITOR' has exceeded its quota."
                                .formatted(name));
        }
    }

    private Duration patience() {
        return Duration.ofSeconds(Long.parseLong(parameters.getOrDefault("LOCK_TIMEOUT", "43200")));
    }

    /** The folder of a stage. */
    public synchronized Path stage(ObjectName name) {
        return new Stages(store, rights()).folder(name);
    }

    /** A name without its schema, in full. */
    public ObjectName object(String name) {
        return place().object(List.of(name));
    }

    /** A PUT, if the statement is one. */
    public Optional<Statement.Put> put(String sql) {
        return sql.stripLeading().regionMatches(true, 0, "PUT", 0, 3)
                        && StatementParser.parse(sql, place(), Binds.none()) instanceof Statement.Put put
                ? Optional.of(put)
                : Optional.empty();
    }

    /** From another thread: what runs now is broken off. */
    public void cancel() {
        transaction.cancel();
    }

    @Override
    public synchronized void close() {
        transaction.rollback();
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckDbErrors.translated(e);
        }
    }
}
