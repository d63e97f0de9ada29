package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a query reads from: tables, views, queries, lists of values, the entries of objects, and their joins. */
final class Sources {

    private final Tokens tokens;
    private final Queries queries;
    private final Expressions expressions;
    private final Surroundings surroundings;

    Sources(Tokens tokens, Queries queries, Expressions expressions, Surroundings surroundings) {
        this.tokens = tokens;
        this.queries = queries;
        this.expressions = expressions;
        this.surroundings = surroundings;
    }

    String from() {
        return String.join(", ", tokens.list(this::joined));
    }

    private String joined() {
        var written = new StringBuilder(source());
        while (true) {
            String join = join();
            if (join.isEmpty()) {
                return written.toString();
            }
            written.append(join).append(source());
            if (!join.startsWith(" CROSS")) {
                written.append(condition());
            }
        }
    }

    private String join() {
        if (tokens.accept("JOIN") || tokens.accept("INNER", "JOIN")) {
            return " JOIN ";
        }
        if (tokens.accept("CROSS", "JOIN")) {
            return " CROSS JOIN ";
        }
        for (String side : List.of("LEFT", "RIGHT", "FULL")) {
            if (tokens.accept(side, "JOIN") || tokens.accept(side, "OUTER", "JOIN")) {
                return " " + side + " JOIN ";
            }
        }
        return "";
    }

    private String condition() {
        if (tokens.accept("USING")) {
            return " USING (" + queries.quoted() + ")";
        }
        tokens.expect("ON");
        return " ON " + expressions.expression();
    }

    String source() {
        boolean lateral = tokens.accept("LATERAL");
        if (tokens.ahead("FLATTEN", "(")) {
            return flattened();
        }
        if (tokens.accept("TABLE", "(")) {
            String source = tokens.ahead("FLATTEN") ? entries() : generated();
            tokens.expect(")");
            return source + alias(true);
        }
        if (tokens.ahead("(")) {
            return (lateral ? "LATERAL " : "") + bracketed();
        }
        if (tokens.ahead("VALUES")) {
            return "(" + values() + ")" + alias(true);
        }
        return named();
    }

    private String bracketed() {
        if (queries.subqueryAhead()) {
            return queries.subquery() + alias(true);
        }
        if (tokens.peek(1).is("VALUES")) {
            tokens.expect("(");
            String values = values();
            tokens.expect(")");
            return "(" + values + ")" + alias(true);
        }
        tokens.expect("(");
        String joined = joined();
        tokens.expect(")");
        return "(" + joined + ")";
    }

    /** Columns are called COLUMN1, COLUMN2 and so on. */
    String values() {
        tokens.expect("VALUES");
        var widths = new ArrayList<Integer>();
        var rows = tokens.list(() -> {
            var row = tokens.bracketed(expressions::expression);
            widths.add(row.size());
            return "(" + String.join(", ", row) + ")";
        });
        var names = IntStream.rangeClosed(1, widths.getFirst())
                .mapToObj(at -> "\"COLUMN" + at + '"')
                .toList();
        return "SELECT * FROM (VALUES %s) AS \"VALUES\"(%s)"
                .formatted(String.join(", ", rows), String.join(", ", names));
    }

    private String flattened() {
        String entries = entries();
        return "LATERAL " + entries + alias(true);
    }

    /** KEY, INDEX and VALUE of what an object or array holds. */
    private String entries() {
        tokens.expect("FLATTEN", "(");
        tokens.accept("INPUT", "=>");
        String input = expressions.expression();
        if (tokens.accept(",", "OUTER", "=>")) {
            tokens.expect("FALSE");
        }
        tokens.expect(")");
        return ("(SELECT e.k AS \"KEY\", e.i AS \"INDEX\", e.v AS \"VALUE\""
                        + " FROM (SELECT unnest(sf_entries(%s)) AS e) AS entries)")
                .formatted(input);
    }

    private String generated() {
        tokens.expect("GENERATOR", "(", "ROWCOUNT", "=>");
        String count = tokens.of(Token.Kind.NUMBER).text();
        tokens.expect(")");
        return "(SELECT NULL AS \"GENERATED\" FROM range(%s))".formatted(count);
    }

    private String named() {
        var parts = nameParts();
        String alias = alias(false);
        String own = " AS " + Names.quote(parts.getLast());
        if (parts.size() == 1 && queries.commonTable(parts.getFirst())) {
            return Names.quote(parts.getFirst()) + alias;
        }
        return relation(parts) + (alias.isEmpty() ? own : alias);
    }

    private String relation(List<String> parts) {
        return switch (surroundings.relation(parts)) {
            case Surroundings.Relation.Stored stored -> stored.duckDb();
            case Surroundings.Relation.Inlined inlined -> "(" + inlined.query() + ")";
            case Surroundings.Relation.View view -> view(view);
        };
    }

    private String view(Surroundings.Relation.View view) {
        var body = new Queries(new Tokens(view.body()), view.surroundings(), Binds.none());
        String query = body.query();
        view.check().accept(query);
        var columns = view.columns().stream().map(Names::quote).toList();
        return "(SELECT * FROM (%s) AS body(%s))".formatted(query, String.join(", ", columns));
    }

    List<String> nameParts() {
        var parts = new ArrayList<String>();
        do {
            parts.add(tokens.name());
        } while (tokens.accept("."));
        if (parts.size() > 3) {
            throw SnowflakeError.syntax(tokens.peek());
        }
        return parts;
    }

    /** Behind a query or function, names of its columns may follow. */
    private String alias(boolean columns) {
        if (!tokens.accept("AS") && !tokens.aliasAhead()) {
            return "";
        }
        String name = Names.quote(tokens.name());
        return " AS " + name + (columns && tokens.ahead("(") ? "(" + queries.quoted() + ")" : "");
    }
}
