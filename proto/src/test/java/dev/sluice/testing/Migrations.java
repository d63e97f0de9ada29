package dev.sluice.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds migrations under which pods of the version before could not go on: they read and write for as long as an upgrade
 * takes, and after images were rolled back. What takes something away says in its first line that it is a second step.
 */
public final class Migrations {

    private static final Pattern FILE = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final Pattern SECOND_STEP = Pattern.compile("\\A-- Second step of V(\\d+): .+");

    private final List<Script> scripts;

    public Migrations(List<Script> scripts) {
        this.scripts = scripts.stream()
                .sorted(Comparator.comparingInt(Script::version))
                .toList();
    }

    public record Script(int version, String sql) {

        /** The version whose release stopped to use what this takes away; 0 where this is no second step. */
        private int firstStep() {
            return SECOND_STEP
                    .matcher(sql)
                    .results()
                    .mapToInt(step -> Integer.parseInt(step.group(1)))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Those of the module whose tests run. */
    public static Migrations ofModule() throws IOException {
        var scripts = new ArrayList<Script>();
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (var file : files.toList()) {
                scripts.add(new Script(version(file), Files.readString(file)));
            }
        }
        return new Migrations(scripts);
    }

    private static int version(Path file) {
        var name = FILE.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException(file + " is named as no migration is");
        }
        return Integer.parseInt(name.group(1));
    }

    /** @return what is wrong with those after the version {@code baseline}, in their order */
    public List<String> refused(int baseline) throws IOException, SQLException {
        try (var server = EmbeddedPostgres.start();
                var connection = server.getPostgresDatabase().getConnection()) {
            return refused(connection, baseline);
        }
    }

    List<String> refused(Connection connection, int baseline) throws SQLException {
        var refused = new ArrayList<String>();
        Tables.reset(connection);
        var before = Tables.read(connection);
        for (var script : scripts) {
            execute(connection, script);
            var after = Tables.read(connection);
            if (script.version() > baseline) {
                wrong(script, before, after).forEach(what -> refused.add("V%d: %s".formatted(script.version(), what)));
            }
            before = after;
        }
        return refused;
    }

    private static void execute(Connection connection, Script script) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(script.sql());
        }
    }

    private List<String> wrong(Script script, Tables before, Tables after) {
        int first = script.firstStep();
        if (first == 0) {
            return before.missedIn(after);
        }
        boolean known = first < script.version() && scripts.stream().anyMatch(each -> each.version() == first);
        return known ? List.of() : List.of("there is no V%d before it".formatted(first));
    }
}
