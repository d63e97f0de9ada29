package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Reads a query of Snowflake's SQL and says it in DuckDB's. */
public final class Queries {

    private final Tokens tokens;
    private final Expressions expressions;
    private final Sources sources;
    private final Deque<Set<String>> commonTables = new ArrayDeque<>();
    private final SelectList selectList;

    public Queries(Tokens tokens, Surroundings surroundings, Binds binds) {
        this.tokens = tokens;
        this.expressions = new Expressions(tokens, this, binds, surroundings);
        this.sources = new Sources(tokens, this, expressions, surroundings);
        this.selectList = new SelectList(tokens, expressions);
    }

    Expressions expressions() {
        return expressions;
    }

    Sources sources() {
        return sources;
    }

    /** Refuses what cannot become a table or view: columns without a name, or two of one name. */
    public void refuseNamelessColumns() {
        selectList.refuseNamelessColumns();
    }

    boolean commonTable(String name) {
        return commonTables.stream().anyMatch(names -> names.contains(name));
    }

    boolean subqueryAhead() {
        int ahead = 0;
        while (tokens.peek(ahead).is("(")) {
            ahead++;
        }
        return ahead > 0
                && (tokens.peek(ahead).is("SELECT") || tokens.peek(ahead).is("WITH"));
    }

    String subquery() {
        tokens.expect("(");
        String query = query();
        tokens.expect(")");
        return "(" + query + ")";
    }

    /** A whole query, with its order and limit. */
    public String query() {
        commonTables.push(new HashSet<>());
        var written = new StringBuilder();
        if (tokens.accept("WITH")) {
            written.append("WITH ");
            boolean recursive = tokens.accept("RECURSIVE");
            written.append(recursive ? "RECURSIVE " : "");
            written.append(String.join(", ", tokens.list(() -> commonTable(recursive))));
            written.append(' ');
        }
        if (commonTables.size() == 1) {
            selectList.beginOutermost();
        }
        written.append(combined());
        if (tokens.accept("ORDER", "BY")) {
            written.append(" ORDER BY ").append(String.join(", ", tokens.list(expressions::orderItem)));
        }
        if (tokens.accept("LIMIT")) {
            written.append(" LIMIT ").append(tokens.of(Token.Kind.NUMBER).text());
            if (tokens.accept("OFFSET")) {
                written.append(" OFFSET ").append(tokens.of(Token.Kind.NUMBER).text());
            }
        }
        commonTables.pop();
        return written.toString();
    }

    private String commonTable(boolean recursive) {
        String name = tokens.name();
        String columns = tokens.ahead("(") ? "(" + quoted() + ")" : "";
        if (recursive) {
            commonTables.peek().add(name);
        }
        tokens.expect("AS");
        String query = subquery();
        commonTables.peek().add(name);
        return Names.quote(name) + columns + " AS " + query;
    }

    String quoted() {
        return String.join(", ", tokens.bracketed(() -> Names.quote(tokens.name())));
    }

    private String combined() {
        var written = new StringBuilder(part());
        while (true) {
            if (tokens.accept("UNION")) {
                written.append(tokens.accept("ALL") ? " UNION ALL " : " UNION ");
            } else if (tokens.accept("INTERSECT")) {
                written.append(" INTERSECT ");
            } else if (tokens.accept("EXCEPT") || tokens.accept("MINUS")) {
                written.append(" EXCEPT ");
            } else {
                return written.toString();
            }
            written.append(part());
        }
    }

    private String part() {
        if (tokens.ahead("(")) {
            return subquery();
        }
        if (tokens.ahead("VALUES")) {
            return sources.values();
        }
        return select();
    }

    private String select() {
        tokens.expect("SELECT");
        var written = new StringBuilder("SELECT ");
        if (tokens.accept("DISTINCT")) {
            written.append("DISTINCT ");
        } else {
            tokens.accept("ALL");
        }
        written.append(selectList.items());
        if (tokens.accept("FROM")) {
            written.append(" FROM ").append(sources.from());
        }
        if (tokens.accept("WHERE")) {
            written.append(" WHERE ").append(expressions.expression());
        }
        if (tokens.accept("GROUP", "BY")) {
            written.append(" GROUP BY ");
            written.append(tokens.accept("ALL") ? "ALL" : String.join(", ", tokens.list(expressions::expression)));
        }
        if (tokens.accept("HAVING")) {
            written.append(" HAVING ").append(expressions.expression());
        }
        if (tokens.accept("QUALIFY")) {
            written.append(" QUALIFY ").append(expressions.expression());
        }
        return written.toString();
    }
}
