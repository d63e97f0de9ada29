package dev.sluice.worker.warehouse.snowflake.standin.sql;

/**
 * A word, a sign or a value of a statement.
 *
 * @param text a word folded to upper case, a quoted name or a string without its quotes and escapes, otherwise as written
 * @param raw as written
 */
public record Token(Kind kind, String text, String raw, int position) {

    public enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL,
        STAGE,
        END
    }

    public boolean is(String wordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(wordOrSymbol);
    }

    boolean isName() {
        return kind == Kind.QUOTED || (kind == Kind.WORD && !Reserved.WORDS.contains(text));
    }
}
