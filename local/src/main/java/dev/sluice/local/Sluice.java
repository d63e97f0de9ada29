package dev.sluice.local;

import dev.sluice.local.code.ApplyCommand;
import dev.sluice.local.code.DiffCommand;
import dev.sluice.local.code.ExportCommand;
import dev.sluice.local.definition.DefineCommand;
import dev.sluice.local.demo.DemoCommand;
import dev.sluice.local.importing.ImportCommand;
import dev.sluice.local.query.QueryCommand;
import dev.sluice.local.schedule.ScheduleCommand;
import dev.sluice.local.segment.SegmentCommand;
import dev.sluice.local.stack.DownCommand;
import dev.sluice.local.stack.StatusCommand;
import dev.sluice.local.stack.UpCommand;
import dev.sluice.local.sync.CancelCommand;
import dev.sluice.local.sync.PlanCommand;
import dev.sluice.local.sync.RunsCommand;
import dev.sluice.local.sync.SyncCommand;
import dev.sluice.local.sync.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The command line: of a Sluice on one machine, and of one elsewhere. */
@Command(
        name = "./sluice",
        description = "Keeps a data warehouse a clean, accurate picture of product-analytics events.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ImportCommand.class,
            DefineCommand.class,
            SegmentCommand.class,
            DiffCommand.class,
            ApplyCommand.class,
            ExportCommand.class,
            PlanCommand.class,
            SyncCommand.class,
            ScheduleCommand.class,
            RunsCommand.class,
            CancelCommand.class,
            VerifyCommand.class,
            QueryCommand.class
        })
public final class Sluice {

    private static final int USAGE_WIDTH = 110;

    private Sluice() {}

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        return withHelp(new CommandLine(new Sluice()))
                .setExecutionExceptionHandler(new FailureReport())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(USAGE_WIDTH);
    }

    private static CommandLine withHelp(CommandLine commandLine) {
        commandLine
                .getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this and exit.")
                        .build());
        commandLine.getSubcommands().values().forEach(Sluice::withHelp);
        return commandLine;
    }
}
