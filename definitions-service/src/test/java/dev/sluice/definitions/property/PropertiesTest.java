package dev.sluice.definitions.property;

import static dev.sluice.definitions.testing.Catalog.seen;
import static dev.sluice.definitions.v1.PropertyLevel.PROPERTY_LEVEL_EVENT;
import static dev.sluice.definitions.v1.PropertyLevel.PROPERTY_LEVEL_SESSION;
import static dev.sluice.definitions.v1.PropertyLevel.PROPERTY_LEVEL_USER;
import static dev.sluice.values.v1.PropertyType.PROPERTY_TYPE_BIGINT;
import static dev.sluice.values.v1.PropertyType.PROPERTY_TYPE_BOOLEAN;
import static dev.sluice.values.v1.PropertyType.PROPERTY_TYPE_DOUBLE;
import static dev.sluice.values.v1.PropertyType.PROPERTY_TYPE_TEXT;
import static dev.sluice.values.v1.PropertyType.PROPERTY_TYPE_TIMESTAMP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.DefinitionsClient;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.ArchivePropertyRequest;
import dev.sluice.definitions.v1.Property;
import dev.sluice.definitions.v1.PropertyObservation;
import dev.sluice.definitions.v1.PropertyState;
import dev.sluice.definitions.v1.RegisterPropertiesRequest;
import dev.sluice.definitions.v1.RestorePropertyRequest;
import dev.sluice.definitions.v1.UpdatePropertyRequest;
import dev.sluice.errors.v1.ErrorReason;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PropertiesTest {

    @Inject
    DefinitionsClient client;

    @Inject
    Catalog catalog;

    private String environment;

    @BeforeEach
    void createEnvironment() {
        environment = catalog.environment();
    }

    @Test
    void newPropertiesGetPinnedColumnsInTheOrderSeen() {
        var registered = catalog.register(
                environment,
                seen(PROPERTY_LEVEL_EVENT, "Plan Name", PROPERTY_TYPE_TEXT),
                seen(PROPERTY_LEVEL_EVENT, "Country", PROPERTY_TYPE_TEXT),
                seen(PROPERTY_LEVEL_USER, "Country", PROPERTY_TYPE_BOOLEAN),
                seen(PROPERTY_LEVEL_USER, "email", PROPERTY_TYPE_BIGINT),
                seen(PROPERTY_LEVEL_USER, "Email", PROPERTY_TYPE_TEXT),
                seen(PROPERTY_LEVEL_USER, "handle", PROPERTY_TYPE_TEXT),
                seen(PROPERTY_LEVEL_USER, "Identity", PROPERTY_TYPE_TEXT),
                seen(PROPERTY_LEVEL_EVENT, "plan-name", PROPERTY_TYPE_TIMESTAMP));

        var columns = registered.stream().map(Property::getColumnName).toList();
        assertEquals(
                List.of("plan_name", "_country", "country", "email", "_email", "handle", "_identity"),
                columns.subList(0, 7));
        assertTrue(columns.getLast().matches("plan_name_[a-z0-9]{6}"), columns.getLast());
        assertEquals(PROPERTY_TYPE_TEXT, registered.get(3).getType(), "the built-in column is text");
        assertEquals(new HashSet<>(registered), new HashSet<>(catalog.properties(environment)));
        assertEquals(2, catalog.revision(environment), "one call is one change");
    }

    @Test
    void sessionAndEventPropertiesShareTablesAndSoNoColumn() {
        var event = catalog.register(environment, seen(PROPERTY_LEVEL_EVENT, "plan", PROPERTY_TYPE_TEXT));
        var session = catalog.register(environment, seen(PROPERTY_LEVEL_SESSION, "plan", PROPERTY_TYPE_TEXT));
        assertNotEquals(event.getFirst().getColumnName(), session.getFirst().getColumnName());
    }

    @Test
    void typesOnlyWidenAndRepeatsChangeNothing() {
        assertType(PROPERTY_TYPE_BIGINT, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_BIGINT), 2);
        assertType(PROPERTY_TYPE_BIGINT, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_BIGINT), 2);
        assertType(PROPERTY_TYPE_DOUBLE, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_DOUBLE), 3);
        assertType(PROPERTY_TYPE_DOUBLE, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_BIGINT), 3);
        assertType(PROPERTY_TYPE_TEXT, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_TIMESTAMP), 4);
        assertType(PROPERTY_TYPE_TEXT, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_BIGINT), 4);
    }

    @Test
    void wideIntegersAreRememberedAndTurnFractionsIntoText() {
        var wide = seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_BIGINT).toBuilder()
                .setWideIntegers(true)
                .build();
        assertType(PROPERTY_TYPE_BIGINT, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_BIGINT), 2);
        assertType(PROPERTY_TYPE_BIGINT, wide, 2);
        assertType(PROPERTY_TYPE_TEXT, seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_DOUBLE), 3);
    }

    @Test
    void repeatsWithinACallAreOneProperty() {
        var registered = catalog.register(
                environment,
                seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_BIGINT),
                seen(PROPERTY_LEVEL_EVENT, "n", PROPERTY_TYPE_DOUBLE));
        assertEquals(registered.get(0), registered.get(1));
        assertEquals(PROPERTY_TYPE_DOUBLE, registered.get(0).getType());
    }

    @Test
    void validateOnlyAnswersTheSameAndKeepsNothing() {
        catalog.register(environment, seen(PROPERTY_LEVEL_EVENT, "a", PROPERTY_TYPE_BIGINT));
        var request = request(
                        seen(PROPERTY_LEVEL_EVENT, "a", PROPERTY_TYPE_TEXT),
                        seen(PROPERTY_LEVEL_EVENT, "A", PROPERTY_TYPE_TEXT))
                .setValidateOnly(true)
                .build();

        var answer = client.properties().registerProperties(request).getPropertiesList();
        assertEquals(PROPERTY_TYPE_TEXT, answer.getFirst().getType());
        assertEquals(1, catalog.properties(environment).size());
        assertEquals(
                PROPERTY_TYPE_BIGINT, catalog.properties(environment).getFirst().getType());
        assertEquals(2, catalog.revision(environment));

        var real = client.properties()
                .registerProperties(request.toBuilder().setValidateOnly(false).build())
                .getPropertiesList();
        assertEquals(
                answer.stream().map(Property::getColumnName).toList(),
                real.stream().map(Property::getColumnName).toList());
    }

    @Test
    void oneBadObservationRefusesTheWholeCall() {
        for (var key : List.of("", "id", "ID", "a\0b", "x".repeat(1_025))) {
            var refusal = Refusal.of(() -> catalog.register(
                    environment,
                    seen(PROPERTY_LEVEL_EVENT, "fine", PROPERTY_TYPE_TEXT),
                    seen(PROPERTY_LEVEL_EVENT, key, PROPERTY_TYPE_TEXT)));
            assertEquals(ErrorReason.ERROR_REASON_FIELD_INVALID, refusal.reason());
            assertEquals("observations[1].key", refusal.field());
        }
        assertEquals(
                "observations[0].level",
                refusedField(PropertyObservation.newBuilder().setKey("a").build()));
        assertEquals(
                "observations[0].type",
                refusedField(PropertyObservation.newBuilder()
                        .setKey("a")
                        .setLevel(PROPERTY_LEVEL_USER)
                        .build()));
        assertEquals(List.of(), catalog.properties(environment));
        assertEquals(1, catalog.revision(environment));
    }

    @Test
    void tenThousandAtOnceAreTakenAndNotOneMore() {
        var key = "漢".repeat(300);
        var many = IntStream.range(0, 10_000)
                .mapToObj(i -> seen(PROPERTY_LEVEL_EVENT, key + i, PROPERTY_TYPE_TEXT))
                .toArray(PropertyObservation[]::new);
        var registered = catalog.register(environment, many);
        assertEquals(
                10_000,
                registered.stream().map(Property::getColumnName).distinct().count());

        var tooMany = Arrays.copyOf(many, 10_001);
        tooMany[10_000] = many[0];
        assertEquals("observations", refusedField(tooMany));
    }

    @Test
    void concurrentRegistrationsOfOneKeyAreOneProperty() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> catalog.register(
                            environment,
                            seen(PROPERTY_LEVEL_EVENT, "shared", PROPERTY_TYPE_BIGINT),
                            seen(PROPERTY_LEVEL_EVENT, "own " + i, PROPERTY_TYPE_BIGINT),
                            seen(PROPERTY_LEVEL_EVENT, "OWN " + i / 2, PROPERTY_TYPE_BIGINT))))
                    .toList();
            var ids = new HashSet<Long>();
            for (var call : calls) {
                ids.add(call.get().getFirst().getId());
            }
            assertEquals(1, ids.size());
        }
        var all = catalog.properties(environment);
        assertEquals(1 + 16 + 8, all.size());
        assertEquals(
                all.size(), all.stream().map(Property::getColumnName).distinct().count());
    }

    @Test
    void archiveAndRestoreMoveOnlyOnce() {
        long id = catalog.register(environment, seen(PROPERTY_LEVEL_EVENT, "a", PROPERTY_TYPE_TEXT))
                .getFirst()
                .getId();
        assertEquals(PropertyState.PROPERTY_STATE_ARCHIVED, archive(id).getState());
        assertEquals(
                ErrorReason.ERROR_REASON_WRONG_STATE,
                Refusal.of(() -> archive(id)).reason());
        assertEquals(
                PropertyState.PROPERTY_STATE_ARCHIVED,
                catalog.register(environment, seen(PROPERTY_LEVEL_EVENT, "a", PROPERTY_TYPE_TEXT))
                        .getFirst()
                        .getState(),
                "being seen again does not restore");
        assertEquals(PropertyState.PROPERTY_STATE_ACTIVE, restore(id).getState());
        assertEquals(
                ErrorReason.ERROR_REASON_WRONG_STATE,
                Refusal.of(() -> restore(id)).reason());
        assertEquals(4, catalog.revision(environment));
    }

    @Test
    void categoryIsSetOnce() {
        long id = catalog.register(environment, seen(PROPERTY_LEVEL_EVENT, "a", PROPERTY_TYPE_TEXT))
                .getFirst()
                .getId();
        assertEquals("money", categorize(id, "money").getCategory());
        assertEquals("money", categorize(id, "money").getCategory());
        assertEquals(3, catalog.revision(environment));
        assertEquals(
                "category", Refusal.of(() -> categorize(id, "x".repeat(201))).field());
        assertEquals(
                "money",
                client.properties()
                        .updateProperty(
                                UpdatePropertyRequest.newBuilder().setId(id).build())
                        .getProperty()
                        .getCategory());
    }

    @Test
    void unknownIdsAndEnvironmentsAreTold() {
        var refusal = Refusal.of(() -> archive(-1));
        assertEquals(ErrorReason.ERROR_REASON_PROPERTY_NOT_FOUND, refusal.reason());
        assertEquals(refusal, Refusal.of(() -> restore(-1)));
        assertEquals(refusal, Refusal.of(() -> categorize(-1, "x")));
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> catalog.properties("nowhere")).reason());
        assertEquals(
                ErrorReason.ERROR_REASON_ENVIRONMENT_NOT_FOUND,
                Refusal.of(() -> catalog.register("nowhere")).reason());
    }

    private void assertType(dev.sluice.values.v1.PropertyType type, PropertyObservation observation, long revision) {
        assertEquals(type, catalog.register(environment, observation).getFirst().getType());
        assertEquals(revision, catalog.revision(environment));
    }

    private String refusedField(PropertyObservation... observations) {
        return Refusal.of(() -> catalog.register(environment, observations)).field();
    }

    private RegisterPropertiesRequest.Builder request(PropertyObservation... observations) {
        return RegisterPropertiesRequest.newBuilder()
                .setEnvironment(environment)
                .addAllObservations(Arrays.asList(observations));
    }

    private Property archive(long id) {
        return client.properties()
                .archiveProperty(ArchivePropertyRequest.newBuilder().setId(id).build())
                .getProperty();
    }

    private Property restore(long id) {
        return client.properties()
                .restoreProperty(RestorePropertyRequest.newBuilder().setId(id).build())
                .getProperty();
    }

    private Property categorize(long id, String category) {
        return client.properties()
                .updateProperty(UpdatePropertyRequest.newBuilder()
                        .setId(id)
                        .setCategory(category)
                        .build())
                .getProperty();
    }
}
