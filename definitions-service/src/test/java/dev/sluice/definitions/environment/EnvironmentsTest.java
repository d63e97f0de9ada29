package dev.sluice.definitions.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.CreateEnvironmentRequest;
import dev.sluice.definitions.v1.CreateEnvironmentResponse;
import dev.sluice.definitions.v1.Environment;
import dev.sluice.definitions.v1.GetEnvironmentRequest;
import dev.sluice.definitions.v1.ListEnvironmentsRequest;
import dev.sluice.definitions.v1.ResolveWriteKeyRequest;
import dev.sluice.definitions.v1.RotateWriteKeyRequest;
import dev.sluice.errors.v1.ErrorReason;
import io.grpc.Status;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
                        .executeQuery("select e::text from environment e where name = 'write_key_secret'")) {
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
    void rotationIsForLater() {
        var refusal =
                Refusal.of(() -> client.environments().rotateWriteKey(RotateWriteKeyRequest.getDefaultInstance()));
        assertEquals(Status.Code.UNIMPLEMENTED, refusal.code());
        assertEquals(ErrorReason.ERROR_REASON_NOT_IMPLEMENTED, refusal.reason());
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
        return client.environments()
                .resolveWriteKey(ResolveWriteKeyRequest.newBuilder()
                        .setWriteKey(writeKey)
                        .build())
                .getEnvironment();
    }
}
