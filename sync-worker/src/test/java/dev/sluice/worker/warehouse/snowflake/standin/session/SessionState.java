package dev.sluice.worker.warehouse.snowflake.standin.session;

import dev.sluice.worker.warehouse.snowflake.standin.sql.SchemaName;
import dev.sluice.worker.warehouse.snowflake.standin.sql.SnowflakeError;
import dev.sluice.worker.warehouse.snowflake.standin.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes what a session works with and by which rules. */
record SessionState(Session session) {

    private static final Set<String> PARAMETERS = Set.of(
            "AUTOCOMMIT",
            "LOCK_TIMEOUT",
            "STATEMENT_TIMEOUT_IN_SECONDS",
            "STATEMENT_QUEUED_TIMEOUT_IN_SECONDS",
            "QUERY_TAG",
            "TIMEZONE",
            "TIMESTAMP_TYPE_MAPPING",
            "ERROR_ON_NONDETERMINISTIC_MERGE",
            "ERROR_ON_NONDETERMINISTIC_UPDATE",
            "TRANSACTION_ABORT_ON_ERROR",
            "USE_CACHED_RESULT",
            "WEEK_START",
            "CLIENT_SESSION_KEEP_ALIVE",
            "JDBC_QUERY_RESULT_FORMAT",
            "CLIENT_STAGE_ARRAY_BINDING_THRESHOLD",
            "ABORT_DETACHED_QUERY");

    /** What Snowflake would do otherwise, and this stand-in does not. */
    private static final Map<String, String> ONLY =
            Map.of("TIMEZONE", "UTC", "TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_NTZ", "TRANSACTION_ABORT_ON_ERROR", "FALSE");

    Answer use(String kind, List<String> name) {
        switch (kind) {
            case "WAREHOUSE" -> useWarehouse(name.getLast());
            case "ROLE" -> useRole(name.getLast());
            case "DATABASE" -> useDatabase(name.getLast());
            default -> useSchema(session.place().schema(name));
        }
        return Answer.done(Answer.USE, "Statement executed successfully.");
    }

    private void useWarehouse(String name) {
        if (session.store().account().warehouse(name).isEmpty()
                || !session.rights().mayUse("WAREHOUSE", name)) {
            throw SnowflakeError.cannotUse();
        }
        session.warehouse(name);
    }

    private void useRole(String name) {
        if (!session.store().account().hasRole(name)) {
            throw SnowflakeError.cannotUse();
        }
        session.role(name);
    }

    private void useDatabase(String name) {
        try {
            session.rights().useDatabase(name);
        } catch (SnowflakeError e) {
            throw SnowflakeError.cannotUse();
        }
        session.database(name);
        var open = new SchemaName(name, "PUBLIC");
        if (session.store().catalog().find(open).isPresent()) {
            session.schema(open);
        }
    }

    private void useSchema(SchemaName name) {
        try {
            session.rights().useSchema(name);
        } catch (SnowflakeError e) {
            throw SnowflakeError.cannotUse();
        }
        session.schema(name);
    }

    /** Who turns on committing by itself commits what is open. */
    Answer alter(Statement.AlterSession alter) {
        var told = new HashMap<String, Object>();
        alter.values().forEach((name, value) -> {
            if (!PARAMETERS.contains(name)) {
                throw new SnowflakeError(
                        "001006",
                        "22023",
                        "SQL compilation error:\ninvalid property '%s' for 'SESSION'".formatted(name));
            }
            if (value != null && ONLY.containsKey(name) && !ONLY.get(name).equalsIgnoreCase(value)) {
                throw SnowflakeError.unsupported(name + " = " + value);
            }
            if (value == null) {
                session.parameters().remove(name);
            } else {
                session.parameters().put(name, value);
            }
        });
        if (session.commitsByItself() && alter.values().containsKey("AUTOCOMMIT")) {
            session.transaction().commit();
        }
        told.put("AUTOCOMMIT", session.commitsByItself());
        var done = Answer.done(Answer.ALTER_SESSION, "Statement executed successfully.");
        return new Answer(done.fields(), done.rows(), done.statementType(), told);
    }
}
