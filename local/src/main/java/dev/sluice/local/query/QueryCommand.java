package dev.sluice.local.query;

import dev.sluice.local.console.ExitCode;
import dev.sluice.local.console.Output;
import dev.sluice.local.stack.StackOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the warehouse. */
@Command(
        name = "query",
        description = {
            "Asks the published DuckDB file, which is opened read-only; nothing needs to run.",
            "Exit code: 0 done, 1 the SQL was refused, 2 failed."
        })
public final class QueryCommand implements Callable<Integer> {

    private static final int TABLE_LIMIT = 1_000;

    @Parameters(paramLabel = "SQL", description = "One statement, such as \"FROM pageviews LIMIT 5\".")
    private String sql;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "One of table, csv, json (an object a line); default: table.")
    private ResultFormat format;

    @Option(names = "--file", paramLabel = "FILE", description = "Another DuckDB file than that of the local Sluice.")
    private Path file;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "main_production",
            description = "In whose schema names are looked up (default: main_production).")
    private String environment;

    @Mixin
    private StackOption stackOption;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var output = Output.standard(spec.commandLine().getOut());
        var path = file == null ? stackOption.folder().warehouse() : file;
        try (var published = PublishedFile.open(path, environment)) {
            published.query(sql, rows -> {
                if (rows != null) {
                    new ResultPrinter(output, TABLE_LIMIT).print(rows, format);
                }
                return null;
            });
            return ExitCode.DONE;
        } catch (QueryFailure e) {
            spec.commandLine().getErr().println(e.getMessage());
            spec.commandLine().getErr().flush();
            return ExitCode.PARTLY;
        }
    }
}
