package dev.sluice.worker.warehouse.duckdb;

import dev.sluice.worker.plan.BuiltIn;
import dev.sluice.worker.plan.Layout;
import dev.sluice.worker.plan.Staging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jboss.logging.Logger;

/**
 * The views that people have made on Sluice's tables. They make them in the published file, which a run replaces by a
 * copy of its working file: so before that the working file gets the views that the published one has, and loses those
 * that people dropped there.
 */
final class DuckDbUserViews {

    private static final Logger LOG = Logger.getLogger(DuckDbUserViews.class);

    private static final String VIEWS =
            "SELECT schema_name, view_name, sql FROM duckdb_views() WHERE NOT internal AND database_name = '%s' ORDER BY view_oid";

    private final DuckDBConnection working;
    private final Layout layout;
    private final DuckDbDialect dialect = new DuckDbDialect();

    DuckDbUserViews(DuckDBConnection working, Layout layout) {
        this.working = working;
        this.layout = layout;
    }

    private record Name(String schema, String view) {}

    /** A published file that somebody is writing to just now is left alone; the views known from before stay. */
    void takeFrom(Path published) throws SQLException {
        if (Files.exists(published)) {
            var theirs = views(published);
            if (theirs.isPresent()) {
                replaceBy(theirs.get());
            }
        }
    }

    private Optional<Map<Name, String>> views(Path published) {
        try (var connection = DuckDbConnections.openToRead(published.toString())) {
            return Optional.of(read(connection));
        } catch (SQLException held) {
            LOG.warnf(held, "Views of a published file could not be read: file=%s", published);
            return Optional.empty();
        }
    }

    private Map<Name, String> read(DuckDBConnection connection) throws SQLException {
        var views = new LinkedHashMap<Name, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(VIEWS.formatted(DuckDbConnections.ATTACHED))) {
            while (rows.next()) {
                var name = new Name(rows.getString(1), rows.getString(2));
                if (!isOurs(name)) {
                    views.put(name, rows.getString(3));
                }
            }
        }
        return views;
    }

    private boolean isOurs(Name name) {
        return name.equals(new Name(layout.schema(), BuiltIn.ALL_EVENTS))
                || name.equals(new Name(layout.rawSchema(), Staging.EVENT_ROWS));
    }

    private void replaceBy(Map<Name, String> wanted) throws SQLException {
        var standing = read(working);
        for (var name : standing.keySet()) {
            if (!wanted.containsKey(name)) {
                execute("DROP VIEW IF EXISTS " + sql(name));
            }
        }
        var missing = new LinkedHashMap<>(wanted);
        missing.entrySet().removeIf(view -> view.getValue().equals(standing.get(view.getKey())));
        create(missing);
    }

    /** A view may need another one first, so what fails is tried again for as long as any succeeds. */
    private void create(Map<Name, String> missing) throws SQLException {
        var waiting = new ArrayList<>(missing.entrySet());
        int before;
        do {
            before = waiting.size();
            waiting.removeIf(view -> isMade(view.getKey(), view.getValue()));
        } while (!waiting.isEmpty() && waiting.size() < before);
        waiting.forEach(view -> LOG.warnf(
                "A view no longer fits its tables and is lost: schema=%s view=%s",
                view.getKey().schema(), view.getKey().view()));
    }

    private boolean isMade(Name name, String statement) {
        try {
            execute("CREATE SCHEMA IF NOT EXISTS " + dialect.quote(name.schema()));
            execute("DROP VIEW IF EXISTS " + sql(name));
            execute(statement);
            return true;
        } catch (SQLException needsAnother) {
            return false;
        }
    }

    private String sql(Name name) {
        return dialect.quote(name.schema()) + "." + dialect.quote(name.view());
    }

    private void execute(String sql) throws SQLException {
        try (var statement = working.createStatement()) {
            statement.execute(sql);
        }
    }
}
