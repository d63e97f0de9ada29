package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what has to do with files: putting them into a stage, listing, loading and removing them. */
final class StageParser {

    private final Tokens tokens;
    private final Surroundings surroundings;

    StageParser(Tokens tokens, Surroundings surroundings) {
        this.tokens = tokens;
        this.surroundings = surroundings;
    }

    Statement statement() {
        return switch (tokens.peek().text()) {
            case "PUT" -> put();
            case "COPY" -> copy();
            case "LIST", "LS" -> {
                tokens.next();
                yield new Statement.ListStage(path());
            }
            default -> {
                tokens.next();
                yield new Statement.Remove(path());
            }
        };
    }

    /** The name of the file is not made of tokens: {@code //} would begin a comment. */
    private Statement put() {
        String written = tokens.rest().substring("PUT".length()).strip();
        int end = written.startsWith("'") ? written.indexOf('\'', 1) + 1 : written.split("\\s", 2)[0].length();
        String source = written.substring(0, end).replace("'", "");
        if (!source.startsWith("file://")) {
            throw SnowflakeError.syntax(tokens.peek(1));
        }
        var behind = new Tokens(written.substring(end));
        var to = new StageParser(behind, surroundings).path();
        var options = behind.ahead(Token.Kind.END) ? Map.<String, String>of() : options(behind);
        while (!tokens.ahead(Token.Kind.END)) {
            tokens.next();
        }
        return new Statement.Put(source.substring("file://".length()), to, options);
    }

    private static Map<String, String> options(Tokens tokens) {
        var options = new LinkedHashMap<String, String>();
        while (!tokens.accept(";") && !tokens.ahead(Token.Kind.END)) {
            String name = tokens.of(Token.Kind.WORD).text();
            if (!List.of("AUTO_COMPRESS", "SOURCE_COMPRESSION", "OVERWRITE", "PARALLEL")
                    .contains(name)) {
                throw SnowflakeError.unsupported("PUT's option " + name);
            }
            tokens.expect("=");
            options.put(name, tokens.next().text());
        }
        return options;
    }

    private StagePath path() {
        var token = tokens.next();
        String text = token.text();
        if (token.kind() == Token.Kind.STRING && text.startsWith("@")) {
            text = text.substring(1);
        } else if (token.kind() != Token.Kind.STAGE) {
            throw SnowflakeError.syntax(token);
        }
        int slash = text.indexOf('/');
        String path = slash < 0 ? "" : text.substring(slash + 1);
        return new StagePath(stage(slash < 0 ? text : text.substring(0, slash)), path);
    }

    /** The driver's own stage is {@code SYSTEM$BIND}, which is a name. */
    private ObjectName stage(String written) {
        var name = new Tokens(written);
        var parts = new ArrayList<String>();
        do {
            parts.add(name.name());
        } while (name.accept("."));
        name.end();
        return surroundings.object(parts);
    }

    private Statement copy() {
        tokens.expect("COPY", "INTO");
        var table = surroundings.object(
                new Queries(tokens, surroundings, Binds.none()).sources().nameParts());
        List<String> columns = tokens.ahead("(") ? tokens.bracketed(tokens::name) : List.of();
        tokens.expect("FROM");
        var from = path();
        return new CopyOptions(tokens).statement(table, columns, from);
    }

    /** The options behind FROM, in any order. */
    private static final class CopyOptions {

        private final Tokens tokens;
        private List<String> files = List.of();
        private CsvFormat format;
        private boolean purge;

        CopyOptions(Tokens tokens) {
            this.tokens = tokens;
        }

        Statement statement(ObjectName table, List<String> columns, StagePath from) {
            while (tokens.ahead(Token.Kind.WORD)) {
                option(tokens.next());
            }
            if (format == null) {
                throw SnowflakeError.unsupported("COPY INTO without its file format");
            }
            return new Statement.Copy(table, columns, from, files, format, purge);
        }

        private void option(Token name) {
            tokens.expect("=");
            switch (name.text()) {
                case "FILES" -> files = tokens.bracketed(tokens::string);
                case "FILE_FORMAT" -> format = CsvFormat.parse(tokens);
                case "PURGE" -> {
                    purge = tokens.accept("TRUE");
                    if (!purge) {
                        tokens.expect("FALSE");
                    }
                }
                case "ON_ERROR" -> {
                    var value = tokens.next();
                    if (!value.text().equalsIgnoreCase("ABORT_STATEMENT")) {
                        throw SnowflakeError.unsupported("ON_ERROR = " + value.raw());
                    }
                }
                case "FORCE" -> tokens.expect("FALSE");
                default -> throw SnowflakeError.syntax(name);
            }
        }
    }
}
