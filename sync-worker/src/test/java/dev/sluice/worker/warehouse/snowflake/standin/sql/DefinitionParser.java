package dev.sluice.worker.warehouse.snowflake.standin.sql;

import java.util.List;
import java.util.Optional;

/** Reads what defines schemas, tables, views and stages. */
final class DefinitionParser {

    private final Tokens tokens;
    private final Surroundings surroundings;
    private final Queries queries;

    DefinitionParser(Tokens tokens, Surroundings surroundings) {
        this.tokens = tokens;
        this.surroundings = surroundings;
        this.queries = new Queries(tokens, surroundings, Binds.none());
    }

    Statement.Definition definition(Token first) {
        return switch (first.text()) {
            case "CREATE" -> create();
            case "DROP" -> drop();
            default -> alter();
        };
    }

    private ObjectName object() {
        return surroundings.object(queries.sources().nameParts());
    }

    private SchemaName schema() {
        return surroundings.schema(queries.sources().nameParts());
    }

    private Statement.Definition create() {
        boolean orReplace = tokens.accept("OR", "REPLACE");
        boolean temporary = tokens.accept("TEMPORARY") || tokens.accept("TEMP");
        boolean isTransient = tokens.accept("TRANSIENT");
        var kind = tokens.next();
        boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
        if (orReplace && ifNotExists) {
            throw SnowflakeError.syntax(kind);
        }
        var flags = new Statement.Flags(orReplace, temporary, isTransient, ifNotExists, false);
        return switch (kind.text()) {
            case "SCHEMA" -> createSchema(flags);
            case "TABLE" -> createTable(flags);
            case "VIEW" -> createView(flags);
            case "STAGE" -> createStage(flags);
            case "SEQUENCE" -> createSequence();
            default -> throw SnowflakeError.syntax(kind);
        };
    }

    /** Sluice makes none, but people do. */
    private Statement.Definition createSequence() {
        var sequence = object();
        tokens.expect("START", "WITH");
        return new Statement.CreateSequence(
                sequence, Long.parseLong(tokens.of(Token.Kind.NUMBER).text()));
    }

    private Statement.Definition createSchema(Statement.Flags flags) {
        var schema = schema();
        var clone = tokens.accept("CLONE") ? Optional.of(schema()) : Optional.<SchemaName>empty();
        return new Statement.CreateSchema(schema, flags, clone);
    }

    private Statement.Definition createTable(Statement.Flags flags) {
        if (flags.temporary()) {
            throw SnowflakeError.unsupported("TEMPORARY TABLE, of which Sluice makes none");
        }
        var table = object();
        if (tokens.accept("CLONE")) {
            var source = object();
            return new Statement.CloneTable(table, copyingGrants(flags), source);
        }
        if (tokens.ahead("(") && !queries.subqueryAhead()) {
            return new Statement.CreateTable(table, flags, tokens.bracketed(this::column));
        }
        var all = copyingGrants(flags);
        tokens.expect("AS");
        String query = queries.query();
        queries.refuseNamelessColumns();
        return new Statement.CreateTableAs(table, all, query);
    }

    private Statement.Flags copyingGrants(Statement.Flags flags) {
        return new Statement.Flags(
                flags.orReplace(),
                flags.temporary(),
                flags.isTransient(),
                flags.ifNotExists(),
                tokens.accept("COPY", "GRANTS"));
    }

    private Statement.Column column() {
        String name = tokens.name();
        return new Statement.Column(name, DataType.parse(tokens));
    }

    private Statement.Definition createView(Statement.Flags flags) {
        var view = object();
        var all = copyingGrants(flags);
        tokens.expect("AS");
        int start = tokens.position();
        var body = new Queries(tokens, surroundings.within(view), Binds.none());
        String query = body.query();
        body.refuseNamelessColumns();
        return new Statement.CreateView(view, all, tokens.written(start, tokens.position()), query);
    }

    /** The driver gives its own stage for binds a file format, which is the one that binds are read with. */
    private Statement.Definition createStage(Statement.Flags flags) {
        var stage = object();
        if (tokens.accept("FILE_FORMAT", "=")) {
            CsvFormat.parse(tokens);
        }
        return new Statement.CreateStage(stage, flags);
    }

    private Statement.Definition drop() {
        var kind = tokens.next();
        boolean ifExists = tokens.accept("IF", "EXISTS");
        return switch (kind.text()) {
            case "SCHEMA" -> {
                var schema = schema();
                tokens.accept("CASCADE");
                yield new Statement.DropSchema(schema, ifExists);
            }
            case "TABLE" -> new Statement.DropTable(object(), ifExists);
            case "VIEW" -> new Statement.DropView(object(), ifExists);
            case "STAGE" -> new Statement.DropStage(object(), ifExists);
            default -> throw SnowflakeError.syntax(kind);
        };
    }

    private Statement.Definition alter() {
        tokens.expect("TABLE");
        var table = object();
        if (tokens.accept("RENAME", "TO")) {
            return new Statement.RenameTable(table, object());
        }
        if (tokens.accept("SWAP", "WITH")) {
            return new Statement.SwapTables(table, object());
        }
        if (tokens.accept("ADD")) {
            tokens.accept("COLUMN");
            boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
            return new Statement.AddColumns(table, ifNotExists, tokens.list(this::column));
        }
        tokens.expect("DROP");
        tokens.accept("COLUMN");
        boolean ifExists = tokens.accept("IF", "EXISTS");
        List<String> columns = tokens.list(tokens::name);
        return new Statement.DropColumns(table, ifExists, columns);
    }
}
