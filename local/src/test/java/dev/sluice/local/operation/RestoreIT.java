package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Identify;
import dev.sluice.capture.v1.Track;
import dev.sluice.local.client.EnvironmentAccess;
import dev.sluice.local.client.SluiceClient;
import dev.sluice.local.console.Silent;
import dev.sluice.local.definition.Definitions;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.query.PublishedFile;
import dev.sluice.local.stack.BreakableStack;
import dev.sluice.local.stack.Home;
import dev.sluice.local.sync.Runs;
import dev.sluice.sync.v1.Run;
import dev.sluice.sync.v1.RunState;
import dev.sluice.values.v1.PropertyValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What the operations guide says of backups and of lost warehouses, done word by word. */
final class RestoreIT {

    private static final Pattern STEP = Pattern.compile("```sql\\n(-- after a restore.*?)```", Pattern.DOTALL);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private BreakableStack stack;
    private EnvironmentAccess access;
    private int orders;

    @Test
    void restoredDatabaseGoesOnBehindWhatWarehousesHaveReadAndALostWarehouseIsBuiltAnew() throws Exception {
        try (var started = BreakableStack.start(Files.createDirectory(folder.resolve("sluice")))) {
            stack = started;
            access = withClient(each -> stack.newEnvironment(each, "shop"));
            withClient(each -> {
                var definitions = new Definitions(each, access);
                definitions.toggleOn(List.of(definitions.define("Order", Matchers.custom("Order"))));
                return null;
            });
            order(20);
            sync();
            backUp();
            order(10);
            sync();
            restore();
            order(5);
            sync();
            assertEquals(upTo(35), inWarehouse(), "what came between stays, and what comes after is added");
            loseWarehouse();
            sync();
            assertEquals(
                    IntStream.concat(IntStream.rangeClosed(1, 20), IntStream.rangeClosed(31, 35))
                            .boxed()
                            .toList(),
                    inWarehouse());
            execute("UPDATE worker.event_log_head SET position = 100");
            order(1);
            assertRefused(sync());
        }
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** Each by a visitor who turns out to be a customer, so that both feeds go on. */
    private void order(int count) {
        var request = CaptureRequest.newBuilder().setWriteKey(access.writeKey());
        for (int i = 0; i < count; i++) {
            orders++;
            request.addCalls(call("order")
                            .setTrack(Track.newBuilder()
                                    .setEvent("Order")
                                    .putProperties(
                                            "number",
                                            PropertyValue.newBuilder()
                                                    .setInteger(orders)
                                                    .build())))
                    .addCalls(call("who").setIdentity("customer " + orders).setIdentify(Identify.getDefaultInstance()));
        }
        assertEquals(
                2 * count,
                withClient(each -> each.capture().capture(request.build())).getAccepted());
    }

    private CapturedCall.Builder call(String what) {
        return CapturedCall.newBuilder().setMessageId(what + orders).setAnonymousId("visitor " + orders);
    }

    private Run sync() {
        return withClient(
                each -> new Runs(each, access).sync(Silent.output()).getFirst().getRun());
    }

    private static void assertRefused(Run run) {
        assertEquals(RunState.RUN_STATE_FAILED, run.getState());
        assertTrue(run.getFailure().getMessage().contains("restored from a backup"), run::toString);
    }

    private List<Integer> inWarehouse() {
        try (var warehouse = PublishedFile.open(access.warehouseFile(), access.environment())) {
            return warehouse.query("SELECT number FROM \"order\" ORDER BY number", rows -> {
                var numbers = new ArrayList<Integer>();
                while (rows.next()) {
                    numbers.add(rows.getInt(1));
                }
                return numbers;
            });
        }
    }

    /**
     * While everything runs, as PostgreSQL's manual has it.
     *
     * @see <a href="https://www.postgresql.org/docs/current/continuous-archiving.html">Making a base backup</a>
     */
    private void backUp() throws IOException, SQLException {
        var data = stack.databaseFolder();
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('backup', fast => true)");
            copy(data, backup());
            try (var label =
                    statement.executeQuery("SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
                label.next();
                Files.writeString(backup().resolve("backup_label"), label.getString(1));
            }
        }
        Files.delete(backup().resolve("postmaster.pid"));
        delete(backup().resolve("pg_wal"));
        copy(data.resolve("pg_wal"), backup().resolve("pg_wal"));
    }

    /** By the guide, its statements included. */
    private void restore() throws IOException, SQLException {
        stack.shutDown();
        delete(stack.databaseFolder());
        copy(backup(), stack.databaseFolder());
        stack.startDatabase();
        var step = STEP.matcher(Files.readString(Home.find().root().resolve("docs/operations.md")));
        assertTrue(step.find());
        execute(step.group(1));
        stack.startServices();
    }

    private Path backup() {
        return folder.resolve("backup");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(stack.databaseUrl(), "postgres", "postgres");
    }

    private void loseWarehouse() throws IOException {
        delete(access.warehouseFile().getParent());
        Files.createDirectory(access.warehouseFile().getParent());
    }

    private <T> T withClient(Function<SluiceClient, T> work) {
        try (var client = stack.client()) {
            return work.apply(client);
        }
    }

    /** What PostgreSQL removes meanwhile is not needed. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException gone) {
                    continue;
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
