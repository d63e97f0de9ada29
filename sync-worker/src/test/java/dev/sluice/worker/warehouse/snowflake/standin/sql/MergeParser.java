package dev.sluice.worker.warehouse.snowflake.standin.sql;

/** Reads MERGE, from behind its first word on. */
final class MergeParser {

    private final Tokens tokens;
    private final Queries queries;
    private final Surroundings surroundings;
    private boolean inserts;
    private boolean updates;
    private boolean deletes;

    MergeParser(Tokens tokens, Queries queries, Surroundings surroundings) {
        this.tokens = tokens;
        this.queries = queries;
        this.surroundings = surroundings;
    }

    Statement.Change merge() {
        tokens.expect("INTO");
        var table = surroundings.object(queries.sources().nameParts());
        var sql = new StringBuilder("MERGE INTO " + surroundings.duckDb(table) + ChangeParser.alias(tokens, table));
        tokens.expect("USING");
        sql.append(" USING ").append(queries.sources().source());
        tokens.expect("ON");
        sql.append(" ON ").append(queries.expressions().expression());
        while (tokens.accept("WHEN")) {
            sql.append(tokens.accept("NOT", "MATCHED") ? unmatched() : matched());
        }
        return new Statement.Merge(table, inserts, updates, deletes, sql.toString());
    }

    private String condition() {
        String condition =
                tokens.accept("AND") ? " AND " + queries.expressions().expression() : "";
        tokens.expect("THEN");
        return condition;
    }

    private String matched() {
        tokens.expect("MATCHED");
        String when = " WHEN MATCHED" + condition() + " THEN ";
        if (tokens.accept("DELETE")) {
            deletes = true;
            return when + "DELETE";
        }
        updates = true;
        tokens.expect("UPDATE", "SET");
        return when + "UPDATE SET " + ChangeParser.assignments(tokens, queries);
    }

    private String unmatched() {
        inserts = true;
        String when = " WHEN NOT MATCHED" + condition() + " THEN INSERT";
        tokens.expect("INSERT");
        String columns = tokens.ahead("(") ? ChangeParser.list(tokens.bracketed(tokens::name)) : "";
        tokens.expect("VALUES");
        var values = tokens.bracketed(queries.expressions()::expression);
        return when + columns + " VALUES (" + String.join(", ", values) + ")";
    }
}
