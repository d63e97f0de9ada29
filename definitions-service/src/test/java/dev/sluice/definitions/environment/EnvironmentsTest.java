package dev.sluice.definitions.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CreateEnvironmentRequest;
import dev.sluice.definitions.v1.CreateEnvironmentResponse;
import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import dev.sluice.definitions.v1.ResolveWriteKeyRequest;
import dev.sluice.definitions.v1.ResolveWriteKeyResponse;
import dev.sluice.definitions.v1.RotateWriteKeyRequest;
import dev.sluice.definitions.v1.RotateWriteKeyResponse;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class EnvironmentsTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    @Inject
    DataSource database;

    @Test
    void nameIsTheCleanedProjectAndStage() {
        var created = create("2 Café–Shops", "Main (EU)", "").getEnvironment();

        assertEquals("_2_cafe_shops_main_eu", created.getName());
        assertEquals("2 Café–Shops", created.getProject());
        assertEquals(1, created.getRevision());
        assertEquals(created, get(created.getName()));
    }

    @Test
    void freshWriteKeyLeadsToItsEnvironment() {
        var created = create("Write key", "fresh", "");

        assertTrue(created.getWriteKey().matches("[A-Za-z0-9]{32}"));
        assertEquals(created.getEnvironment().getName(), resolve(created.getWriteKey()));
    }

    @Test
    void givenWriteKeyIsTakenAndUnique() {
        create("Write key", "given", "demo-write_key");

        assertEquals("write_key_given", resolve("demo-write_key"));
        var refusal = Refusal.of(() -> create("Write key", "given twice", "demo-write_key"));
        assertEquals(Status.Code.ALREADY_EXISTS, refusal.code());
        assertEquals("the write key is in use", refusal.message());
    }

    @Test
    void writeKeyItselfIsStoredNowhere() throws Exception {
        create("Write key", "secret", "a-very-secret-key");

        try (var connection = database.getConnection();
                var row = connection
                        .createStatement()
                        .executeQuery(
                                "select e::text || k::text from environment e join write_key k on k.environment_id = e.id"
                                        + " where name = 'write_key_secret'")) {
            assertTrue(row.next());
            assertFalse(row.getString(1).contains("a-very-secret-key"));
        }
    }

    @Test
    void takenNameIsRefusedAndChangesNothing() {
        var first = create("Twice", "main", "first-write-key");

        var refusal = Refusal.of(() -> create("twice!", "Main", "second-write-key"));
        assertEquals(ErrorReason.ERROR_REASON_ALREADY_EXISTS, refusal.reason());
        assertEquals("twice_main", resolve("first-write-key"));
        assertEquals(
                Status.Code.UNAUTHENTICATED,
                Refusal.of(() -> resolve("second-write-key")).code());
        assertEquals(first.getEnvironment(), get("twice_main"));
    }

    @Test
    void listIsByName() {
        catalog.environment();
        catalog.environment();

        List<Environment> all = client.environments()
                .listEnvironments(ListEnvironmentsRequest.getDefaultInstance())
                .getEnvironmentsList();
        assertTrue(all.size() >= 2);
        assertEquals(
                all.stream().sorted(Comparator.comparing(Environment::getName)).toList(), all);
    }

    @Test
    void unknownNamesAndKeysAreTold() {
        for (var name : List.of("", "nowhere", "a\0b", "x".repeat(5_000), "ü")) {
            var refusal = Refusal.of(() -> get(name));
            assertEquals(ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND, refusal.reason());
            assertEquals(Status.Code.NOT_FOUND, refusal.code());
        }
        for (var key : List.of("", "unknown-key", "a\0b")) {
            assertEquals(
                    ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN,
                    Refusal.of(() -> resolve(key)).reason());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', main, '', project",
        "shop, '', '', stage",
        "'   ', main, '', project",
        "日本, main, '', project",
        "shop, !!!, '', stage",
        "pg, catalog, '', project",
        "information, schema, '', project",
        "shop, main, short, write_key",
        "shop, main, spaces are bad, write_key",
        "shop, main, schlüssel-eins, write_key"
    })
    void badFieldIsNamed(String project, String stage, String writeKey, String field) {
        assertInvalid(field, project, stage, writeKey);
    }

    @Test
    void tooLongAndControlCharactersAreRefused() {
        assertInvalid("project", "x".repeat(201), "main", "");
        assertInvalid("stage", "shop", "ma\nin", "");
        assertInvalid("write_key", "shop", "main", "k".repeat(65));
    }

    @Test
    void aReplacedWriteKeyWorksUntilItsGracePeriodEnds() throws Exception {
        var first = create("Rotation", "grace", "").getWriteKey();

        var rotation = rotate("rotation_grace", Duration.newBuilder().setSeconds(3_600));
        assertTrue(rotation.getWriteKey().matches("[A-Za-z0-9]{32}"));
        assertEquals("rotation_grace", resolve(rotation.getWriteKey()));
        assertEquals("rotation_grace", resolve(first));
        assertEquals(rotation.getPreviousExpiresAt(), resolved(first).getExpiresAt());
        assertFalse(resolved(rotation.getWriteKey()).hasExpiresAt());

        execute("update write_key set expires_at = now() where expires_at is not null and environment_id ="
                + " (select id from environment where name = 'rotation_grace')");
        assertUnknown(first);
        assertEquals("rotation_grace", resolve(rotation.getWriteKey()));
        assertEquals(1, get("rotation_grace").getRevision());
    }

    @Test
    void withoutGraceEveryOlderWriteKeyEndsAtOnce() {
        var first = create("Rotation", "now", "").getWriteKey();
        var second =
                rotate("rotation_now", Duration.newBuilder().setSeconds(3_600)).getWriteKey();

        var third = rotate("rotation_now", Duration.newBuilder()).getWriteKey();
        assertUnknown(first);
        assertUnknown(second);
        assertEquals("rotation_now", resolve(third));
        var refusal = Refusal.of(() -> create("Rotation", "later", first));
        assertEquals("the write key is in use", refusal.message());
    }

    @Test
    void wrongRotationsAreRefused() {
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> rotate("nowhere", Duration.newBuilder())).reason());
        create("Rotation", "wrong", "");
        for (long seconds : new long[] {-1, 30 * 86_400 + 1, Long.MAX_VALUE}) {
            var refusal = Refusal.of(
                    () -> rotate("rotation_wrong", Duration.newBuilder().setSeconds(seconds)));
            assertEquals("grace_period", refusal.field());
        }
    }

    private RotateWriteKeyResponse rotate(String environment, Duration.Builder gracePeriod) {
        return client.environments()
                .rotateWriteKey(RotateWriteKeyRequest.newBuilder()
                        .setEnvironment(environment)
                        .setGracePeriod(gracePeriod)
                        .build());
    }

    private void assertUnknown(String writeKey) {
        assertEquals(
                ErrorReason.ERROR_REASON_WRITE_KEY_UNKNOWN,
                Refusal.of(() -> resolve(writeKey)).reason());
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertInvalid(String field, String project, String stage, String writeKey) {
        var refusal = Refusal.of(() -> create(project, stage, writeKey));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal.code());
        assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
        assertEquals(field, refusal.field());
    }

    private CreateEnvironmentResponse create(String project, String stage, String writeKey) {
        return client.environments()
                .createEnvironment(CreateEnvironmentRequest.newBuilder()
                        .setProject(project)
                        .setStage(stage)
                        .setWriteKey(writeKey)
                        .build());
    }

    private Environment get(String name) {
        return client.environments()
                .getEnvironment(
                        GetEnvironmentRequest.newBuilder().setEnvironment(name).build())
                .getEnvironment();
    }

    private String resolve(String writeKey) {
        return resolved(writeKey).getEnvironment();
    }

    private ResolveWriteKeyResponse resolved(String writeKey) {
        return client.environments()
                .resolveWriteKey(ResolveWriteKeyRequest.newBuilder()
                        .setWriteKey(writeKey)
                        .build());
    }
}
