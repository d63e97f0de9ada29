package dev.sluice.identity.testing;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Looks into the tables, where no call shows yet what is in them. */
@Singleton
public class Tables {

    private static final List<String> NAMES = List.of(
            "feed_head",
            "user_account",
            "identity_call",
            "user_property",
            "user_change",
            "user_migration",
            "identify_decision",
            "undone_merge",
            "approved_merge");

    /** What may differ between databases that mean the same: positions, times of arrival, and tombstones for readers. */
    private static final Map<String, String> STATE = Map.of(
            "user_account", "SELECT * FROM user_account t WHERE environment = ?",
            "identity_call",
                    "SELECT environment, call_id, kind, time, user_id, to_user_id, source, outcome"
                            + " FROM identity_call t WHERE environment = ?",
            "identify_decision", "SELECT * FROM identify_decision t WHERE environment = ?",
            "undone_merge", "SELECT kind, user_id, to_user_id FROM undone_merge t WHERE environment = ?",
            "approved_merge", "SELECT user_id, to_user_id FROM approved_merge t WHERE environment = ?",
            "user_property", "SELECT * FROM user_property t WHERE environment = ?",
            "user_change",
                    "SELECT environment, user_id FROM user_change JOIN user_account USING (environment, user_id)"
                            + " WHERE environment = ?",
            "user_migration",
                    "SELECT environment, from_user_id, to_user_id, time"
                            + " FROM user_migration t WHERE environment = ? AND NOT withdrawn");

    private final DataSource dataSource;

    Tables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Of a database that services in processes of their own use. */
    public static Tables in(DataSource dataSource) {
        return new Tables(dataSource);
    }

    public Set<String> conflicts(String environment) {
        return calls(environment, "conflict");
    }

    /** Call ids of what came to this. */
    public Set<String> calls(String environment, String outcome) {
        return texts(
                "SELECT call_id FROM identity_call WHERE environment = ? AND outcome = '" + outcome + "'", environment);
    }

    /** The state less what undone calls leave: themselves, and that they named accounts at some time. */
    public Map<String, Set<String>> merged(String environment) {
        var state = new TreeMap<>(state(environment));
        state.remove("undone_merge");
        state.put(
                "user_account",
                texts(
                        "SELECT (user_id, kind, key, first_seen, link_user_id, link_time, link_call_id, root_user_id)::text"
                                + " FROM user_account WHERE environment = ?",
                        environment));
        state.put(
                "identity_call",
                texts(
                        "SELECT (call_id, kind, time, user_id, to_user_id, source, outcome)::text"
                                + " FROM identity_call WHERE environment = ? AND outcome <> 'undone'",
                        environment));
        return state;
    }

    /** Everything that is a function of the calls, table by table. */
    public Map<String, Set<String>> state(String environment) {
        var state = new TreeMap<String, Set<String>>();
        STATE.forEach((table, sql) -> state.put(table, texts("SELECT s::text FROM (" + sql + ") s", environment)));
        return state;
    }

    /** Every row there is, as text, whatever it means. */
    public Set<String> rows(String environment) {
        var rows = new TreeSet<String>();
        NAMES.forEach(
                table -> rows.addAll(texts("SELECT t::text FROM " + table + " t WHERE environment = ?", environment)));
        return rows;
    }

    public void forget(String environment) {
        for (var table : NAMES) {
            try (var connection = dataSource.getConnection();
                    var statement = connection.prepareStatement("DELETE FROM " + table + " WHERE environment = ?")) {
                statement.setString(1, environment);
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Set<String> texts(String sql, String environment) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, environment);
            var texts = new TreeSet<String>();
            try (var results = statement.executeQuery()) {
                while (results.next()) {
                    texts.add(results.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
