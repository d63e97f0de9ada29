package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.Optional;

/** Reads what gives, takes and shows privileges, and other things to show. */
final class GrantParser {

    private final Tokens tokens;
    private final Surroundings surroundings;
    private final Queries queries;

    GrantParser(Tokens tokens, Surroundings surroundings) {
        this.tokens = tokens;
        this.surroundings = surroundings;
        this.queries = new Queries(tokens, surroundings, Binds.none());
    }

    Statement grant() {
        boolean granted = tokens.next().is("GRANT");
        if (granted && tokens.accept("ROLE")) {
            return grantRole();
        }
        var privileges = tokens.list(this::privilege);
        tokens.expect("ON");
        var on = securable();
        tokens.expect(granted ? "TO" : "FROM");
        tokens.accept("ROLE");
        return new Statement.Grant(privileges, on, tokens.name(), granted);
    }

    private String privilege() {
        var privilege = new StringBuilder(tokens.next().text());
        while (!tokens.ahead("ON") && !tokens.ahead(",")) {
            privilege.append(' ').append(tokens.of(Token.Kind.WORD).text());
        }
        return privilege.toString();
    }

    private Statement grantRole() {
        String role = tokens.name();
        tokens.expect("TO");
        boolean user = tokens.accept("USER");
        if (!user) {
            tokens.expect("ROLE");
        }
        return new Statement.GrantRole(role, tokens.name(), user);
    }

    private Statement.Securable securable() {
        var kind = tokens.next();
        return switch (kind.text()) {
            case "TABLE" ->
                new Statement.Securable.Table(
                        surroundings.object(queries.sources().nameParts()));
            case "VIEW" ->
                new Statement.Securable.View(
                        surroundings.object(queries.sources().nameParts()));
            case "SCHEMA" ->
                new Statement.Securable.Schema(
                        surroundings.schema(queries.sources().nameParts()));
            case "DATABASE" -> new Statement.Securable.Database(tokens.name());
            case "WAREHOUSE" -> new Statement.Securable.VirtualWarehouse(tokens.name());
            default -> throw SnowflakeError.syntax(kind);
        };
    }

    Statement show() {
        var kind = tokens.next();
        return switch (kind.text()) {
            case "GRANTS" -> {
                tokens.expect("ON");
                yield new Statement.ShowGrants(securable());
            }
            case "SCHEMAS" -> {
                var like = like();
                yield new Statement.ShowSchemas(like, in());
            }
            case "TABLES" -> {
                var like = like();
                yield new Statement.ShowTables(like, inSchema());
            }
            case "WAREHOUSES" -> new Statement.ShowWarehouses(like());
            default -> throw SnowflakeError.syntax(kind);
        };
    }

    private Optional<String> like() {
        return tokens.accept("LIKE") ? Optional.of(tokens.string()) : Optional.empty();
    }

    private Optional<String> in() {
        if (!tokens.accept("IN")) {
            return Optional.empty();
        }
        tokens.accept("DATABASE");
        return Optional.of(tokens.name());
    }

    private Optional<SchemaName> inSchema() {
        if (!tokens.accept("IN")) {
            return Optional.empty();
        }
        tokens.accept("SCHEMA");
        return Optional.of(surroundings.schema(queries.sources().nameParts()));
    }
}
