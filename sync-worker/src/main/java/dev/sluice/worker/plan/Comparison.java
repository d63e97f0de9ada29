package dev.sluice.worker.plan;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows that a relation should have beside those that it has, as two queries of columns called {@code c0}, {@code c1}
 * and so on. Rows are compared as multisets: one that stands twice is one too many. By the first column, its key, a row
 * that should be there and one that should not are known as the same row with something wrong in it.
 *
 * @param columns how many the queries have
 */
public record Comparison(int columns, String expected, String actual) {

    /** The name of a column. */
    static String column(int place) {
        return "c" + place;
    }

    /** A query of a row for each key: how many rows it should have, how many of these are missing, how many are too many. */
    public String byKey() {
        String all = IntStream.range(0, columns).mapToObj(Comparison::column).collect(Collectors.joining(", "));
        return """
                SELECT c0, sum(e) AS wanted, sum(CASE WHEN e > a THEN e - a ELSE 0 END) AS missing,
                  sum(CASE WHEN a > e THEN a - e ELSE 0 END) AS surplus
                FROM (
                  SELECT %s, sum(e) AS e, sum(a) AS a
                  FROM (SELECT x.*, 1 AS e, 0 AS a FROM (%s) AS x UNION ALL SELECT y.*, 0 AS e, 1 AS a FROM (%s) AS y) AS b
                  GROUP BY %s) AS g
                GROUP BY c0""".formatted(all, expected, actual, all);
    }

    /**
     * A query of one row: how many rows there should be, how many of them are missing, how many are too many, and how many
     * have the key of one that should be there and something else in it.
     *
     * @param byKey the name of a relation with the result of {@link #byKey}, or that query in brackets
     */
    public static String summary(String byKey, Dialect dialect) {
        String type = dialect.type(ColumnType.BIGINT);
        return """
                SELECT CAST(coalesce(sum(wanted), 0) AS %s), CAST(coalesce(sum(missing - paired), 0) AS %s),
                  CAST(coalesce(sum(surplus - paired), 0) AS %s), CAST(coalesce(sum(paired), 0) AS %s)
                FROM (
                  SELECT wanted, missing, surplus, CASE WHEN missing < surplus THEN missing ELSE surplus END AS paired
                  FROM %s AS k) AS p""".formatted(type, type, type, type, byKey);
    }
}
