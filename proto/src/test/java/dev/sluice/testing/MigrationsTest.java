package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.testing.Migrations.Script;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration may take from the version before, and what not. */
class MigrationsTest {

    private static final String BASE = """
            CREATE TABLE shelf (id bigint PRIMARY KEY);
            CREATE TABLE box (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                name text NOT NULL CONSTRAINT named UNIQUE,
                kind text NOT NULL DEFAULT 'small' CONSTRAINT known CHECK (kind IN ('small', 'large')),
                note text,
                size integer,
                shelf bigint CONSTRAINT shelved REFERENCES shelf
            );
            CREATE UNIQUE INDEX noted ON box (note) WHERE size > 1;
            """;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static List<String> refused(String... further) throws SQLException {
        var scripts = new ArrayList<>(List.of(new Script(1, BASE)));
        for (var sql : further) {
            scripts.add(new Script(scripts.size() + 1, sql));
        }
        try (var connection = server.getPostgresDatabase().getConnection()) {
            return new Migrations(scripts).refused(connection, 1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            DROP TABLE box                                     | box is gone
            ALTER TABLE box RENAME TO chest                    | box is gone
            ALTER TABLE box DROP COLUMN size, DROP COLUMN shelf | box.shelf is gone
            ALTER TABLE box RENAME note TO remark              | box.note is gone
            ALTER TABLE box ALTER size TYPE bigint             | box.size is bigint and was integer
            alter table box alter note set not null            | box.note must not be null any more
            ALTER TABLE box ADD COLUMN depth int NOT NULL      | box.depth is new, not null, and has no default
            ALTER TABLE box ALTER kind DROP DEFAULT            | box.kind has no default any more
            ALTER TABLE box ALTER id DROP IDENTITY             | box.id has no default any more
            ALTER TABLE box DROP CONSTRAINT box_pkey           | box has no PRIMARY KEY (id) any more
            ALTER TABLE box DROP CONSTRAINT named              | box has no UNIQUE (name) any more
            ALTER TABLE box DROP CONSTRAINT shelved            | box has no FOREIGN KEY (shelf) REFERENCES shelf(id) any more
            DROP INDEX noted                                   | box has no UNIQUE INDEX btree (note) WHERE (size > 1) any more
            CREATE UNIQUE INDEX sized ON box (size)            | box has a new UNIQUE INDEX btree (size)
            ALTER TABLE box ADD UNIQUE (size)                  | box has a new UNIQUE (size)
            """)
    void whatTakesSomethingAwayIsRefused(String sql, String why) throws SQLException {
        assertEquals("V2: " + why, refused(sql).getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE lid (box bigint PRIMARY KEY REFERENCES box, name text NOT NULL UNIQUE)",
                "ALTER TABLE box ADD COLUMN depth integer",
                "ALTER TABLE box ADD COLUMN depth integer NOT NULL DEFAULT 0",
                "ALTER TABLE box ALTER name DROP NOT NULL",
                "ALTER TABLE box ALTER note SET DEFAULT ''",
                "CREATE INDEX sized ON box (size)",
                "ALTER TABLE box DROP CONSTRAINT known; ALTER TABLE box ADD CHECK (kind <> '')"
            })
    void whatOnlyAddsIsNot(String sql) throws SQLException {
        assertEquals(List.of(), refused(sql));
    }

    @Test
    void secondStepSaysSoAndOfWhich() throws SQLException {
        var second = "-- Second step of V%d: nobody reads sizes any more.\nALTER TABLE box DROP COLUMN size";
        assertEquals(List.of(), refused("ALTER TABLE box ADD COLUMN litres bigint", second.formatted(2)));
        assertEquals(List.of("V2: there is no V2 before it"), refused(second.formatted(2)));
        assertEquals(
                "V2: box.size is gone",
                refused("-- Sizes go.\n" + second.formatted(1)).getFirst());
    }

    @Test
    void whatIsHeldEndsWithTheBaseline() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            var scripts =
                    List.of(new Script(10, "DROP TABLE box"), new Script(9, BASE), new Script(11, "DROP TABLE shelf"));
            assertEquals(List.of("V11: shelf is gone"), new Migrations(scripts).refused(connection, 10));
        }
    }
}
