package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a statement into tokens as Snowflake does: backslashes escape in strings, names without quotes fold to upper case. */
public final class Tokenizer {

    private static final List<String> LONG_SYMBOLS = List.of("::", "||", "<=", ">=", "<>", "!=", "=>");

    private final String sql;
    private int at;

    private Tokenizer(String sql) {
        this.sql = sql;
    }

    public static List<Token> tokens(String sql) {
        var tokenizer = new Tokenizer(sql);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(tokenizer.next());
        } while (tokens.getLast().kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipSpace();
        if (at >= sql.length()) {
            return new Token(Token.Kind.END, "", "<EOF>", at);
        }
        char first = sql.charAt(at);
        if (isNameStart(first)) {
            return word();
        }
        if (Character.isDigit(first) || (first == '.' && Character.isDigit(ahead(1)))) {
            return number();
        }
        return switch (first) {
            case '"' -> quotedName();
            case '\'' -> string();
            case '@' -> stage();
            case '$' -> ahead(1) == '$' ? dollars() : symbol();
            default -> symbol();
        };
    }

    private void skipSpace() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else {
                return;
            }
        }
    }

    private Token word() {
        int start = at;
        while (at < sql.length() && (isNameStart(sql.charAt(at)) || isNamePart(sql.charAt(at)))) {
            at++;
        }
        String raw = sql.substring(start, at);
        return new Token(Token.Kind.WORD, raw.toUpperCase(Locale.ROOT), raw, start);
    }

    private static boolean isNameStart(char sign) {
        return Character.isLetter(sign) || sign == '_';
    }

    private static boolean isNamePart(char sign) {
        return Character.isDigit(sign) || sign == '$';
    }

    private Token number() {
        int start = at;
        while (Character.isDigit(ahead(0)) || ahead(0) == '.') {
            at++;
        }
        if (ahead(0) == 'e' || ahead(0) == 'E') {
            at++;
            if (ahead(0) == '-' || ahead(0) == '+') {
                at++;
            }
            while (Character.isDigit(ahead(0))) {
                at++;
            }
        }
        String raw = sql.substring(start, at);
        return new Token(Token.Kind.NUMBER, raw, raw, start);
    }

    private Token quotedName() {
        int start = at++;
        var text = new StringBuilder();
        while (ahead(0) != '"' || ahead(1) == '"') {
            refuseEnd(start);
            at += ahead(0) == '"' ? 1 : 0;
            text.append(sql.charAt(at++));
        }
        at++;
        if (text.isEmpty()) {
            throw SnowflakeError.syntax(new Token(Token.Kind.QUOTED, "", "\"\"", start));
        }
        return new Token(Token.Kind.QUOTED, text.toString(), sql.substring(start, at), start);
    }

    private Token string() {
        int start = at++;
        var text = new StringBuilder();
        while (ahead(0) != '\'' || ahead(1) == '\'') {
            refuseEnd(start);
            if (ahead(0) == '\\') {
                at++;
                refuseEnd(start);
                text.append(escaped(start));
            } else {
                at += ahead(0) == '\'' ? 1 : 0;
                text.append(sql.charAt(at++));
            }
        }
        at++;
        return new Token(Token.Kind.STRING, text.toString(), sql.substring(start, at), start);
    }

    private String escaped(int start) {
        char sign = sql.charAt(at++);
        return switch (sign) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case '0' -> "\0";
            case 'x' -> hexadecimal(2, start);
            case 'u' -> hexadecimal(4, start);
            default -> String.valueOf(sign);
        };
    }

    private String hexadecimal(int digits, int start) {
        if (at + digits > sql.length()) {
            throw SnowflakeError.syntax(new Token(Token.Kind.STRING, "", sql.substring(start), start));
        }
        at += digits;
        return String.valueOf((char) Integer.parseInt(sql.substring(at - digits, at), 16));
    }

    private Token dollars() {
        int start = at;
        int end = sql.indexOf("$$", at + 2);
        if (end < 0) {
            throw SnowflakeError.syntax(new Token(Token.Kind.STRING, "", "$$", start));
        }
        at = end + 2;
        return new Token(Token.Kind.STRING, sql.substring(start + 2, end), sql.substring(start, at), start);
    }

    /** {@code @} and all up to the next space, comma or bracket outside of quotes. */
    private Token stage() {
        int start = at;
        boolean quoted = false;
        while (at < sql.length() && (quoted || " \t\r\n,;()".indexOf(sql.charAt(at)) < 0)) {
            quoted ^= sql.charAt(at++) == '"';
        }
        String raw = sql.substring(start, at);
        return new Token(Token.Kind.STAGE, raw.substring(1), raw, start);
    }

    private Token symbol() {
        int start = at;
        String text = LONG_SYMBOLS.stream()
                .filter(symbol -> sql.startsWith(symbol, start))
                .findFirst()
                .orElse(sql.substring(at, at + 1));
        at += text.length();
        return new Token(Token.Kind.SYMBOL, text, text, start);
    }

    private void refuseEnd(int start) {
        if (at >= sql.length()) {
            throw SnowflakeError.syntax(new Token(Token.Kind.END, "", sql.substring(start), start));
        }
    }

    private char ahead(int signs) {
        return at + signs < sql.length() ? sql.charAt(at + signs) : '\0';
    }
}
