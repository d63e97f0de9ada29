package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.List;
import java.util.Map;

/** Tells the forms of statements apart by their first words; all that is none of them is a syntax error. */
public final class StatementParser {

    private final Tokens tokens;
    private final Surroundings surroundings;
    private final Binds binds;

    private StatementParser(Tokens tokens, Surroundings surroundings, Binds binds) {
        this.tokens = tokens;
        this.surroundings = surroundings;
        this.binds = binds;
    }

    public static Statement parse(String sql, Surroundings surroundings, Binds binds) {
        var tokens = new Tokens(sql);
        var statement = new StatementParser(tokens, surroundings, binds).statement();
        tokens.end();
        return statement;
    }

    private Statement statement() {
        var first = tokens.peek();
        return switch (first.text()) {
            case "SELECT", "WITH", "(" -> new Statement.Query(new Queries(tokens, surroundings, binds).query());
            case "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE" ->
                new ChangeParser(tokens, surroundings, binds).change(tokens.next());
            case "CREATE", "DROP", "ALTER" -> definition(first);
            case "GRANT", "REVOKE" -> new GrantParser(tokens, surroundings).grant();
            case "PUT", "COPY", "LIST", "LS", "REMOVE", "RM" -> new StageParser(tokens, surroundings).statement();
            default -> ofSession(tokens.next());
        };
    }

    private Statement definition(Token first) {
        if (tokens.accept("ALTER", "SESSION")) {
            return new SessionParser(tokens).alteration();
        }
        tokens.next();
        return new DefinitionParser(tokens, surroundings).definition(first);
    }

    private Statement ofSession(Token first) {
        return switch (first.text()) {
            case "BEGIN" -> {
                if (!tokens.accept("TRANSACTION")) {
                    tokens.accept("WORK");
                }
                yield new Statement.Begin();
            }
            case "START" -> {
                tokens.expect("TRANSACTION");
                yield new Statement.Begin();
            }
            case "COMMIT" -> {
                tokens.accept("WORK");
                yield new Statement.Commit();
            }
            case "ROLLBACK" -> {
                tokens.accept("WORK");
                yield new Statement.Rollback();
            }
            case "SET" -> setVariable();
            case "USE" -> use();
            case "SHOW" -> new GrantParser(tokens, surroundings).show();
            default -> throw SnowflakeError.syntax(first);
        };
    }

    private Statement setVariable() {
        String name = tokens.name();
        tokens.expect("=");
        String value = new Queries(tokens, surroundings, binds).expressions().expression();
        return new Statement.SetVariable(name, "SELECT " + value);
    }

    private Statement use() {
        for (String kind : List.of("WAREHOUSE", "ROLE", "DATABASE", "SCHEMA")) {
            if (tokens.accept(kind)) {
                return new Statement.Use(
                        kind, new Queries(tokens, surroundings, binds).sources().nameParts());
            }
        }
        throw SnowflakeError.syntax(tokens.peek());
    }

    /** Session parameters, by {@code ALTER SESSION}. */
    private static final class SessionParser {

        private final Tokens tokens;

        SessionParser(Tokens tokens) {
            this.tokens = tokens;
        }

        Statement alteration() {
            var values = new java.util.LinkedHashMap<String, String>();
            if (tokens.accept("UNSET")) {
                tokens.list(() -> values.put(tokens.name(), null));
            } else {
                tokens.expect("SET");
                while (tokens.nameAhead()) {
                    set(values);
                }
            }
            return new Statement.AlterSession(values);
        }

        private void set(Map<String, String> values) {
            String name = tokens.name();
            tokens.expect("=");
            var value = tokens.next();
            if (value.kind() == Token.Kind.END || value.kind() == Token.Kind.SYMBOL) {
                throw SnowflakeError.syntax(value);
            }
            values.put(name, value.text());
            tokens.accept(",");
        }
    }
}
