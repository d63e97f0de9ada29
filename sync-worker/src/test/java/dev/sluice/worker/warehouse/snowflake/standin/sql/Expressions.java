package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads an expression of Snowflake's SQL and says it in DuckDB's. Each method stands for a rule of the grammar, from
 * the weakest binding to the strongest; what no rule takes is a syntax error.
 */
final class Expressions {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

    private static final Map<String, String> TIME_UNITS = Map.of(
            "MICROSECOND", "microsecond",
            "MILLISECOND", "millisecond",
            "SECOND", "second",
            "MINUTE", "minute",
            "HOUR", "hour",
            "DAY", "day",
            "MONTH", "month",
            "YEAR", "year");

    private final Tokens tokens;
    private final Queries queries;
    private final Binds binds;
    private final Surroundings surroundings;
    private final Aggregates aggregates;

    Expressions(Tokens tokens, Queries queries, Binds binds, Surroundings surroundings) {
        this.tokens = tokens;
        this.queries = queries;
        this.binds = binds;
        this.surroundings = surroundings;
        this.aggregates = new Aggregates(tokens, this);
    }

    String expression() {
        String left = conjunction();
        while (tokens.accept("OR")) {
            left = "(" + left + " OR " + conjunction() + ")";
        }
        return left;
    }

    private String conjunction() {
        String left = negation();
        while (tokens.accept("AND")) {
            left = "(" + left + " AND " + negation() + ")";
        }
        return left;
    }

    private String negation() {
        return tokens.accept("NOT") ? "(NOT " + negation() + ")" : comparison();
    }

    private String comparison() {
        String left = sum();
        while (true) {
            if (tokens.peek().kind() == Token.Kind.SYMBOL
                    && COMPARISONS.contains(tokens.peek().text())) {
                left = "(" + left + " " + tokens.next().text() + " " + sum() + ")";
            } else if (tokens.accept("IS")) {
                left = "(" + left + " IS " + is() + ")";
            } else if (tokens.ahead("NOT", "IN")
                    || tokens.ahead("NOT", "BETWEEN")
                    || tokens.ahead("NOT", "LIKE")
                    || tokens.ahead("NOT", "ILIKE")) {
                tokens.next();
                left = "(NOT " + membership(left) + ")";
            } else if (tokens.ahead("IN") || tokens.ahead("BETWEEN") || tokens.ahead("LIKE") || tokens.ahead("ILIKE")) {
                left = membership(left);
            } else {
                return left;
            }
        }
    }

    private String is() {
        String not = tokens.accept("NOT") ? "NOT " : "";
        if (tokens.accept("NULL")) {
            return not + "NULL";
        }
        tokens.expect("DISTINCT", "FROM");
        return not + "DISTINCT FROM " + sum();
    }

    private String membership(String left) {
        var kind = tokens.next();
        return switch (kind.text()) {
            case "IN" -> "(" + left + " IN " + members() + ")";
            case "BETWEEN" -> {
                String low = sum();
                tokens.expect("AND");
                yield "(" + left + " BETWEEN " + low + " AND " + sum() + ")";
            }
            default -> {
                String like = "(" + left + " " + kind.text() + " " + sum();
                yield like + (tokens.accept("ESCAPE") ? " ESCAPE " + Names.literal(tokens.string()) : "") + ")";
            }
        };
    }

    private String members() {
        if (queries.subqueryAhead()) {
            return queries.subquery();
        }
        return "(" + String.join(", ", tokens.bracketed(this::member)) + ")";
    }

    private String member() {
        if (tokens.ahead("(") && !queries.subqueryAhead()) {
            return "(" + String.join(", ", tokens.bracketed(this::expression)) + ")";
        }
        return expression();
    }

    private String sum() {
        String left = product();
        while (true) {
            if (tokens.ahead("||")) {
                left = concatenated(left);
            } else if (tokens.accept("+")) {
                left = "(" + left + " + " + addend() + ")";
            } else if (tokens.accept("-")) {
                left = tokens.ahead("INTERVAL")
                        ? "(" + left + " - " + interval() + ")"
                        : "sf_minus(" + left + ", " + product() + ")";
            } else {
                return left;
            }
        }
    }

    /** All at once: what is text is not made text again. */
    private String concatenated(String first) {
        var texts = new ArrayList<>(List.of(first));
        while (tokens.accept("||")) {
            texts.add(product());
        }
        return Functions.concat(texts);
    }

    private String addend() {
        return tokens.ahead("INTERVAL") ? interval() : product();
    }

    /** Snowflake knows intervals only where they are added or taken away. */
    private String interval() {
        tokens.expect("INTERVAL");
        var text = tokens.peek();
        String interval = tokens.string();
        if (!interval.matches("\\d+ (second|minute|hour|day)s?")) {
            throw SnowflakeError.syntax(text);
        }
        return "INTERVAL '" + interval + "'";
    }

    private String product() {
        String left = sign();
        while (true) {
            if (tokens.accept("*")) {
                left = "(" + left + " * " + sign() + ")";
            } else if (tokens.accept("%")) {
                left = "(" + left + " % " + sign() + ")";
            } else if (tokens.ahead("/")) {
                throw SnowflakeError.unsupported("division: DuckDB's is another");
            } else {
                return left;
            }
        }
    }

    private String sign() {
        if (tokens.accept("-")) {
            return "(- " + sign() + ")";
        }
        return tokens.accept("+") ? sign() : cast();
    }

    private String cast() {
        String value = primary();
        while (tokens.accept("::")) {
            value = converted(value, false);
        }
        return value;
    }

    private String converted(String value, boolean attempt) {
        if (!attempt && tokens.accept("TIMESTAMP_TZ")) {
            return "sf_to_timestamp_tz(" + value + ")";
        }
        return DataType.parse(tokens).cast(value, attempt);
    }

    private String primary() {
        var token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> tokens.next().text();
            case STRING -> Names.literal(tokens.next().text());
            case QUOTED -> column();
            case WORD -> word(token);
            case SYMBOL -> symbol(token);
            case STAGE, END -> throw SnowflakeError.syntax(token);
        };
    }

    private String symbol(Token token) {
        if (tokens.accept("?")) {
            return binds.next();
        }
        if (tokens.accept("$")) {
            return surroundings.variable(tokens.name());
        }
        if (queries.subqueryAhead()) {
            return queries.subquery();
        }
        if (!tokens.ahead("(")) {
            throw SnowflakeError.syntax(token);
        }
        var values = tokens.bracketed(this::expression);
        if (values.size() > 1 && !tokens.ahead("IN") && !tokens.ahead("NOT", "IN")) {
            throw SnowflakeError.syntax(tokens.peek());
        }
        return "(" + String.join(", ", values) + ")";
    }

    private String word(Token token) {
        return switch (token.text()) {
            case "NULL", "TRUE", "FALSE" -> tokens.next().text();
            case "CASE" -> conditional();
            case "CAST", "TRY_CAST" -> castCall();
            case "EXISTS" -> {
                tokens.next();
                yield "EXISTS " + queries.subquery();
            }
            case "TIMESTAMP" -> tokens.peek(1).kind() == Token.Kind.STRING ? timestamp() : nameOrCall(token);
            case "CURRENT_TIMESTAMP" -> {
                tokens.next();
                tokens.accept("(", ")");
                yield "sf_now()";
            }
            default -> nameOrCall(token);
        };
    }

    private String timestamp() {
        tokens.next();
        return DataType.TIMESTAMP_NTZ.cast(Names.literal(tokens.string()), false);
    }

    private String conditional() {
        tokens.expect("CASE");
        var written = new StringBuilder("CASE");
        if (!tokens.ahead("WHEN")) {
            written.append(' ').append(expression());
        }
        while (tokens.accept("WHEN")) {
            written.append(" WHEN ").append(expression());
            tokens.expect("THEN");
            written.append(" THEN ").append(expression());
        }
        if (tokens.accept("ELSE")) {
            written.append(" ELSE ").append(expression());
        }
        tokens.expect("END");
        return "(" + written.append(" END)");
    }

    private String castCall() {
        boolean attempt = tokens.next().is("TRY_CAST");
        tokens.expect("(");
        String value = expression();
        tokens.expect("AS");
        String cast = converted(value, attempt);
        tokens.expect(")");
        return cast;
    }

    private String nameOrCall(Token token) {
        if (!tokens.peek(1).is("(")) {
            return column();
        }
        tokens.next();
        String name = token.text();
        if (Aggregates.known(name)) {
            return aggregates.call(name);
        }
        return switch (name) {
            case "DATEADD", "TIMESTAMPADD" -> dateAdd();
            case "DATEDIFF", "TIMESTAMPDIFF" -> dateDifference();
            case "DATE_TRUNC" -> dateTruncated();
            case "DATE_PART" -> datePart();
            case "OBJECT_CONSTRUCT_KEEP_NULL" -> wholeRow();
            case "IS_ROLE_IN_SESSION" -> roleInSession();
            default -> name.startsWith("CURRENT_") && !name.equals("CURRENT_TIMESTAMP") ? context(name) : call(name);
        };
    }

    /** Of all columns, which is as much of it as is taken. */
    private String wholeRow() {
        tokens.expect("(", "*", ")");
        return "to_json(struct_pack(*COLUMNS(*)))";
    }

    private String call(String name) {
        tokens.expect("(");
        var arguments = tokens.ahead(")") ? List.<String>of() : tokens.list(this::expression);
        tokens.expect(")");
        return Functions.call(name, arguments);
    }

    private String context(String name) {
        tokens.expect("(", ")");
        return surroundings.context(name).map(Names::literal).orElse("CAST(NULL AS VARCHAR)");
    }

    private String roleInSession() {
        tokens.expect("(");
        String name = tokens.string();
        tokens.expect(")");
        return surroundings.holdsRole(name) ? "TRUE" : "FALSE";
    }

    private String dateAdd() {
        tokens.expect("(");
        String unit = unit();
        tokens.expect(",");
        String amount = expression();
        tokens.expect(",");
        String time = expression();
        tokens.expect(")");
        return "(%s + to_%ss(CAST(%s AS BIGINT)))".formatted(time, unit, amount);
    }

    private String dateDifference() {
        tokens.expect("(");
        String unit = unit();
        tokens.expect(",");
        String from = expression();
        tokens.expect(",");
        String to = expression();
        tokens.expect(")");
        return "date_diff('%s', %s, %s)".formatted(unit, from, to);
    }

    private String dateTruncated() {
        tokens.expect("(");
        String unit = unit();
        tokens.expect(",");
        String time = expression();
        tokens.expect(")");
        return "date_trunc('%s', %s)".formatted(unit, time);
    }

    private String datePart() {
        tokens.expect("(");
        String function = switch (tokens.next().text()) {
            case "EPOCH_SECOND" -> "epoch_ms(%s) // 1000";
            case "EPOCH_MILLISECOND" -> "epoch_ms(%s)";
            case "EPOCH_MICROSECOND" -> "epoch_us(%s)";
            case "EPOCH_NANOSECOND" -> "epoch_ns(%s)";
            default -> throw SnowflakeError.syntax(tokens.peek());
        };
        tokens.expect(",");
        String time = expression();
        tokens.expect(")");
        return "(" + function.formatted(time) + ")";
    }

    private String unit() {
        var token = tokens.next();
        String name = token.text().toUpperCase(java.util.Locale.ROOT);
        String unit = TIME_UNITS.get(name.endsWith("S") ? name.substring(0, name.length() - 1) : name);
        if (unit == null) {
            throw SnowflakeError.syntax(token);
        }
        return unit;
    }

    /** A column, with the table's alias before it or without, or a sequence's next number. */
    private String column() {
        var parts = queries.sources().nameParts();
        if (parts.size() > 1 && parts.getLast().equals("NEXTVAL")) {
            var sequence = surroundings.object(parts.subList(0, parts.size() - 1));
            return "nextval(%s)".formatted(Names.literal(surroundings.duckDb(sequence)));
        }
        if (parts.size() > 2) {
            throw SnowflakeError.syntax(tokens.peek());
        }
        return parts.stream().map(Names::quote).collect(Collectors.joining("."));
    }

    /** Without a word about nulls they are the greatest values. */
    String orderItem() {
        String value = expression();
        boolean descending = tokens.accept("DESC");
        if (!descending) {
            tokens.accept("ASC");
        }
        boolean first = descending;
        if (tokens.accept("NULLS")) {
            first = tokens.accept("FIRST");
            if (!first) {
                tokens.expect("LAST");
            }
        }
        return value + (descending ? " DESC" : "") + (first ? " NULLS FIRST" : " NULLS LAST");
    }

    List<String> names() {
        return tokens.bracketed(tokens::name).stream().collect(Collectors.toList());
    }
}
