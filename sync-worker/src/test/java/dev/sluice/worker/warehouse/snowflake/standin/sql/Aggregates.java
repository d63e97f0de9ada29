package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls of functions over many rows: of groups, of windows, or of both. */
final class Aggregates {

    private static final Map<String, String> OF_GROUPS = Map.of(
            "COUNT", "count",
            "SUM", "sum",
            "MIN", "min",
            "MAX", "max",
            "COUNT_IF", "count_if",
            "ANY_VALUE", "any_value",
            "BOOLOR_AGG", "bool_or",
            "BOOLAND_AGG", "bool_and",
            "MIN_BY", "arg_min",
            "MAX_BY", "arg_max");

    private static final Set<String> OF_WINDOWS =
            Set.of("ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD", "FIRST_VALUE", "LAST_VALUE");

    private static final Set<String> OF_WHOLE_PARTITIONS = Set.of("FIRST_VALUE", "LAST_VALUE");

    private final Tokens tokens;
    private final Expressions expressions;

    Aggregates(Tokens tokens, Expressions expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    static boolean known(String function) {
        return OF_GROUPS.containsKey(function)
                || OF_WINDOWS.contains(function)
                || function.equals("LISTAGG")
                || function.equals("OBJECT_AGG");
    }

    /** From the bracket behind the name on. */
    String call(String function) {
        return switch (function) {
            case "LISTAGG" -> listAggregate();
            case "OBJECT_AGG" -> objectAggregate();
            default -> OF_WINDOWS.contains(function) ? windowFunction(function) : groupFunction(function);
        };
    }

    private String groupFunction(String function) {
        tokens.expect("(");
        String distinct = tokens.accept("DISTINCT") ? "DISTINCT " : "";
        String arguments;
        if (function.equals("COUNT") && tokens.accept("*")) {
            arguments = "*";
        } else {
            arguments = String.join(", ", tokens.list(expressions::expression));
        }
        tokens.expect(")");
        String call = "%s(%s%s)".formatted(OF_GROUPS.get(function), distinct, arguments);
        // DuckDB counts in narrower types than it sums.
        return tokens.ahead("OVER") ? call + over(false) : call;
    }

    private String windowFunction(String function) {
        tokens.expect("(");
        var arguments = tokens.ahead(")") ? List.<String>of() : tokens.list(expressions::expression);
        tokens.expect(")");
        String nulls = "";
        if (tokens.accept("IGNORE", "NULLS")) {
            nulls = " IGNORE NULLS";
        } else {
            tokens.accept("RESPECT", "NULLS");
        }
        return "%s(%s%s)%s"
                .formatted(
                        function.toLowerCase(java.util.Locale.ROOT),
                        String.join(", ", arguments),
                        nulls,
                        over(OF_WHOLE_PARTITIONS.contains(function)));
    }

    /** @param wholePartition whether the frame is that where none is given, whatever the order */
    private String over(boolean wholePartition) {
        tokens.expect("OVER", "(");
        var window = new StringBuilder(" OVER (");
        if (tokens.accept("PARTITION", "BY")) {
            window.append("PARTITION BY ").append(String.join(", ", tokens.list(expressions::expression)));
        }
        if (tokens.accept("ORDER", "BY")) {
            window.append(" ORDER BY ").append(String.join(", ", tokens.list(expressions::orderItem)));
        }
        if (tokens.ahead("ROWS") || tokens.ahead("RANGE")) {
            window.append(' ').append(frame());
        } else if (wholePartition) {
            window.append(" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING");
        }
        tokens.expect(")");
        return window.append(')').toString();
    }

    private String frame() {
        String unit = tokens.next().text();
        tokens.expect("BETWEEN");
        String from = bound(unit);
        tokens.expect("AND");
        return "%s BETWEEN %s AND %s".formatted(unit, from, bound(unit));
    }

    private String bound(String unit) {
        if (tokens.accept("CURRENT", "ROW")) {
            return "CURRENT ROW";
        }
        String distance;
        if (tokens.accept("UNBOUNDED")) {
            distance = "UNBOUNDED";
        } else if (unit.equals("ROWS")) {
            distance = tokens.of(Token.Kind.NUMBER).text();
        } else {
            throw SnowflakeError.syntax(tokens.peek());
        }
        var direction = tokens.next();
        if (!direction.is("PRECEDING") && !direction.is("FOLLOWING")) {
            throw SnowflakeError.syntax(direction);
        }
        return distance + " " + direction.text();
    }

    /** Of no rows it is an empty text, unlike DuckDB's. */
    private String listAggregate() {
        tokens.expect("(");
        String distinct = tokens.accept("DISTINCT") ? "DISTINCT " : "";
        String value = expressions.expression();
        String separator = tokens.accept(",") ? expressions.expression() : "''";
        tokens.expect(")");
        String order = "";
        if (tokens.accept("WITHIN", "GROUP")) {
            tokens.expect("(", "ORDER", "BY");
            order = " ORDER BY " + String.join(", ", tokens.list(expressions::orderItem));
            tokens.expect(")");
        }
        return "coalesce(string_agg(%s%s, %s%s), '')"
                .formatted(distinct, DataType.TEXT.cast(value, false), separator, order);
    }

    private String objectAggregate() {
        var arguments = tokens.bracketed(expressions::expression);
        if (arguments.size() != 2) {
            throw SnowflakeError.syntax(tokens.peek());
        }
        return "coalesce(json_group_object(%1$s, %2$s) FILTER (%1$s IS NOT NULL AND %2$s IS NOT NULL), '{}'::JSON)"
                .formatted(arguments.toArray());
    }
}
