package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Goes through the tokens of a statement; what does not stand there is a syntax error. */
public final class Tokens {

    private final String sql;
    private final List<Token> tokens;
    private int at;

    public Tokens(String sql) {
        this.sql = sql;
        this.tokens = Tokenizer.tokens(sql);
    }

    public Token peek() {
        return peek(0);
    }

    public Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    public Token next() {
        var token = peek();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    /** What is written from here on. */
    public String rest() {
        return sql.substring(peek().position());
    }

    public int position() {
        return peek().position();
    }

    public String written(int from, int to) {
        return sql.substring(from, to).strip();
    }

    public boolean ahead(String... words) {
        for (int word = 0; word < words.length; word++) {
            if (!peek(word).is(words[word])) {
                return false;
            }
        }
        return true;
    }

    public boolean accept(String... words) {
        boolean there = ahead(words);
        at += there ? words.length : 0;
        return there;
    }

    public void expect(String... words) {
        for (String word : words) {
            if (!accept(word)) {
                throw SnowflakeError.syntax(peek());
            }
        }
    }

    /** @return a name as Snowflake keeps it: folded to upper case, or as it stands in quotes */
    public String name() {
        if (!peek().isName()) {
            throw SnowflakeError.syntax(peek());
        }
        return next().text();
    }

    /** A name without AS before it, which none of the words is that may follow. */
    boolean aliasAhead() {
        return peek().kind() == Token.Kind.QUOTED
                || (nameAhead() && !ahead("LIMIT") && !ahead("OFFSET") && !ahead("EXCEPT"));
    }

    public boolean nameAhead() {
        return peek().isName();
    }

    public String string() {
        return of(Token.Kind.STRING).text();
    }

    public Token of(Token.Kind kind) {
        if (peek().kind() != kind) {
            throw SnowflakeError.syntax(peek());
        }
        return next();
    }

    public boolean ahead(Token.Kind kind) {
        return peek().kind() == kind;
    }

    public <T> List<T> list(Supplier<T> item) {
        var items = new ArrayList<T>();
        do {
            items.add(item.get());
        } while (accept(","));
        return items;
    }

    public <T> List<T> bracketed(Supplier<T> item) {
        expect("(");
        var items = list(item);
        expect(")");
        return items;
    }

    public void end() {
        accept(";");
        if (peek().kind() != Token.Kind.END) {
            throw SnowflakeError.syntax(peek());
        }
    }
}
