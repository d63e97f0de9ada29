package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what changes rows. */
final class ChangeParser {

    /** What Snowflake does not calculate in a list of values to insert. */
    private static final Set<String> NOT_IN_VALUES =
            Set.of("PARSE_JSON", "TRY_PARSE_JSON", "OBJECT_CONSTRUCT", "TO_VARIANT", "SELECT");

    private final Tokens tokens;
    private final Surroundings surroundings;
    private final Binds binds;
    private final Queries queries;

    ChangeParser(Tokens tokens, Surroundings surroundings, Binds binds) {
        this.tokens = tokens;
        this.surroundings = surroundings;
        this.binds = binds;
        this.queries = new Queries(tokens, surroundings, binds);
    }

    Statement.Change change(Token first) {
        return switch (first.text()) {
            case "INSERT" -> tokens.accept("ALL") ? insertAll() : insert();
            case "UPDATE" -> update();
            case "DELETE" -> delete();
            case "MERGE" -> new MergeParser(tokens, queries, surroundings).merge();
            default -> truncate();
        };
    }

    private ObjectName table() {
        return surroundings.object(queries.sources().nameParts());
    }

    private Statement.Change insert() {
        tokens.expect("INTO");
        var table = table();
        List<String> columns =
                tokens.ahead("(") && !queries.subqueryAhead() ? tokens.bracketed(tokens::name) : List.of();
        String into = "INSERT INTO " + surroundings.duckDb(table) + list(columns);
        if (tokens.ahead("VALUES")) {
            return new Statement.Insert(table, columns, Optional.empty(), into + " " + values());
        }
        String query = queries.query();
        return new Statement.Insert(table, columns, Optional.of(query), into + " " + query);
    }

    static String list(List<String> columns) {
        return columns.isEmpty()
                ? ""
                : " (" + String.join(", ", columns.stream().map(Names::quote).toList()) + ")";
    }

    private String values() {
        for (int ahead = 0; tokens.peek(ahead).kind() != Token.Kind.END; ahead++) {
            var token = tokens.peek(ahead);
            if (token.kind() == Token.Kind.WORD && NOT_IN_VALUES.contains(token.text())) {
                throw SnowflakeError.compilation(
                        "002014", "22000", "Invalid expression [%s] in VALUES clause".formatted(token.text()));
            }
        }
        tokens.expect("VALUES");
        var rows = tokens.list(() -> String.join(", ", tokens.bracketed(queries.expressions()::expression)));
        if (binds.relation().isEmpty()) {
            return "VALUES (" + String.join("), (", rows) + ")";
        }
        return "SELECT " + rows.getFirst() + " FROM " + binds.relation().getFirst();
    }

    private Statement.Change insertAll() {
        var into = new ArrayList<Statement.InsertAll.Into>();
        var conditions = new ArrayList<String>();
        while (tokens.ahead("INTO")) {
            into.add(into("TRUE"));
        }
        while (tokens.accept("WHEN")) {
            String condition = queries.expressions().expression();
            conditions.add("coalesce(" + condition + ", FALSE)");
            tokens.expect("THEN");
            do {
                into.add(into(condition));
            } while (tokens.ahead("INTO"));
        }
        if (tokens.accept("ELSE")) {
            into.add(into("NOT (" + String.join(" OR ", conditions) + ")"));
        }
        if (into.isEmpty()) {
            throw SnowflakeError.syntax(tokens.peek());
        }
        return new Statement.InsertAll(queries.query(), into);
    }

    private Statement.InsertAll.Into into(String condition) {
        tokens.expect("INTO");
        var table = table();
        List<String> columns = tokens.ahead("(") ? tokens.bracketed(tokens::name) : List.of();
        String values =
                tokens.accept("VALUES") ? String.join(", ", tokens.bracketed(queries.expressions()::expression)) : "*";
        return new Statement.InsertAll.Into(table, condition, list(columns), values);
    }

    private Statement.Change update() {
        var table = table();
        var sql = new StringBuilder("UPDATE " + surroundings.duckDb(table) + alias(table) + " SET ");
        tokens.expect("SET");
        sql.append(assignments());
        if (tokens.accept("FROM")) {
            sql.append(" FROM ").append(queries.sources().from());
        }
        return new Statement.Update(table, sql + where());
    }

    String assignments() {
        return assignments(tokens, queries);
    }

    static String assignments(Tokens tokens, Queries queries) {
        return String.join(", ", tokens.list(() -> {
            String column = Names.quote(tokens.name());
            if (tokens.accept(".")) {
                column = Names.quote(tokens.name());
            }
            tokens.expect("=");
            return column + " = " + queries.expressions().expression();
        }));
    }

    private Statement.Change delete() {
        tokens.expect("FROM");
        var table = table();
        String sql = "DELETE FROM " + surroundings.duckDb(table) + alias(table);
        if (tokens.accept("USING")) {
            sql += " USING " + queries.sources().from();
        }
        return new Statement.Delete(table, sql + where());
    }

    private String where() {
        return tokens.accept("WHERE") ? " WHERE " + queries.expressions().expression() : "";
    }

    private String alias(ObjectName table) {
        return alias(tokens, table);
    }

    /** In DuckDB a table is known by its alias alone, so it always gets one. */
    static String alias(Tokens tokens, ObjectName table) {
        boolean named = tokens.accept("AS") || tokens.nameAhead();
        return " AS " + Names.quote(named ? tokens.name() : table.name());
    }

    private Statement.Change truncate() {
        tokens.accept("TABLE");
        boolean ifExists = tokens.accept("IF", "EXISTS");
        return new Statement.Truncate(table(), ifExists);
    }
}
