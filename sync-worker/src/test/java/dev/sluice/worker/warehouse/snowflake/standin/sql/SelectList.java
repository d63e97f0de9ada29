package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** The items of a SELECT. What has no name is called by its text in capital letters, as Snowflake does. */
final class SelectList {

    private final Tokens tokens;
    private final Expressions expressions;
    private List<String> outermost;
    private int depth;

    SelectList(Tokens tokens, Expressions expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** From here on comes the query itself; common tables were before it. Of the parts of a union, the first one names. */
    void beginOutermost() {
        outermost = null;
    }

    String items() {
        depth++;
        var names = new ArrayList<String>();
        var items = tokens.list(() -> item(names));
        depth--;
        if (depth == 0 && outermost == null) {
            outermost = names;
        }
        return String.join(", ", items);
    }

    void refuseNamelessColumns() {
        if (outermost.contains(null)) {
            throw SnowflakeError.compilation("002022", "42601", "Missing column specification");
        }
        var seen = new HashSet<String>();
        for (String name : outermost) {
            if (!seen.add(name)) {
                throw SnowflakeError.compilation("002025", "42S21", "duplicate column name '%s'".formatted(name));
            }
        }
    }

    private String item(List<String> names) {
        if (tokens.accept("*")) {
            return "*" + excluded();
        }
        if (tokens.nameAhead() && tokens.peek(1).is(".") && tokens.peek(2).is("*")) {
            String alias = Names.quote(tokens.name());
            tokens.expect(".", "*");
            return alias + ".*" + excluded();
        }
        int start = tokens.position();
        boolean column = columnAhead();
        String name = tokens.peek(tokens.peek(1).is(".") ? 2 : 0).text();
        String value = expressions.expression();
        String written = tokens.written(start, tokens.position());
        if (tokens.accept("AS") || tokens.aliasAhead()) {
            name = tokens.name();
            names.add(name);
            return value + " AS " + Names.quote(name);
        }
        names.add(column ? name : null);
        return column ? value : value + " AS " + Names.quote(written.toUpperCase(Locale.ROOT));
    }

    private boolean columnAhead() {
        int last = tokens.peek(1).is(".") ? 2 : 0;
        var after = tokens.peek(last + 1);
        boolean ends = after.is(",")
                || after.is("FROM")
                || after.is(")")
                || after.kind() == Token.Kind.END
                || after.is("AS")
                || after.isName()
                || after.is(";")
                || after.is("UNION");
        return tokens.nameAhead() && ends;
    }

    private String excluded() {
        String without = "";
        if (tokens.accept("EXCLUDE")) {
            String names = tokens.ahead("(")
                    ? String.join(", ", tokens.bracketed(() -> Names.quote(tokens.name())))
                    : Names.quote(tokens.name());
            without = " EXCLUDE (" + names + ")";
        }
        return tokens.accept("REPLACE") ? without + " REPLACE (" + replaced() + ")" : without;
    }

    private String replaced() {
        return String.join(", ", tokens.bracketed(() -> {
            String value = expressions.expression();
            tokens.expect("AS");
            return value + " AS " + Names.quote(tokens.name());
        }));
    }
}
