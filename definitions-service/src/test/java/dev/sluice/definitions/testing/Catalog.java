package dev.sluice.definitions.testing;

import dev.sluice.definitions.v1.*;
import dev.sluice.values.v1.PropertyType;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Sets up what a test needs: environments of its own, and the usual things in them. */
@Singleton
public class Catalog {

    private static final AtomicInteger ENVIRONMENTS = new AtomicInteger();

    private final DefinitionsClient client;

    Catalog(DefinitionsClient client) {
        this.client = client;
    }

    /** The name of an environment that no other test uses. */
    public String environment() {
        return environment("Test " + ENVIRONMENTS.incrementAndGet(), "production");
    }

    public String environment(String project, String stage) {
        var request = CreateEnvironmentRequest.newBuilder()
                .setProject(project)
                .setStage(stage)
                .build();
        return client.environments().createEnvironment(request).getEnvironment().getName();
    }

    public long revision(String environment) {
        return client.environments()
                .getEnvironment(GetEnvironmentRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getEnvironment()
                .getRevision();
    }

    public Warehouse warehouse(String environment, String name) {
        return client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setDuckdb(DuckDbTarget.newBuilder().setPath("/data/" + environment + "/" + name + ".duckdb"))
                        .build())
                .getWarehouse();
    }

    public Warehouse postgresWarehouse(String environment, String name) {
        return client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setPostgres(PostgresTarget.newBuilder()
                                .setJdbcUrl("jdbc:postgresql://127.0.0.1/" + name)
                                .setUser("sluice"))
                        .build())
                .getWarehouse();
    }

    public Warehouse snowflakeWarehouse(String environment, String name) {
        return client.warehouses()
                .createWarehouse(CreateWarehouseRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setSnowflake(SnowflakeTarget.newBuilder()
                                .setAccount("myorg-" + name)
                                .setUser("sluice")
                                .setRole("sluice")
                                .setVirtualWarehouse("sluice")
                                .setDatabase("analytics")
                                .setPrivateKeySecret("snowflake"))
                        .build())
                .getWarehouse();
    }

    public EventDefinition event(String environment, String name) {
        return event(environment, name, custom(name));
    }

    public EventDefinition event(String environment, String name, Matcher matcher) {
        return client.events()
                .createEventDefinition(CreateEventDefinitionRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setMatcher(matcher)
                        .build())
                .getEventDefinition();
    }

    public EventDefinition get(long id) {
        return client.events()
                .getEventDefinition(
                        GetEventDefinitionRequest.newBuilder().setId(id).build())
                .getEventDefinition();
    }

    public EventDefinition update(long id, Matcher matcher) {
        return client.events()
                .updateEventDefinition(UpdateEventDefinitionRequest.newBuilder()
                        .setId(id)
                        .setMatcher(matcher)
                        .build())
                .getEventDefinition();
    }

    public EventDefinition archive(long id) {
        return client.events()
                .archiveEventDefinition(
                        ArchiveEventDefinitionRequest.newBuilder().setId(id).build())
                .getEventDefinition();
    }

    public List<Property> register(String environment, PropertyObservation... observations) {
        return client.properties()
                .registerProperties(RegisterPropertiesRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllObservations(Arrays.asList(observations))
                        .build())
                .getPropertiesList();
    }

    public List<Property> properties(String environment) {
        return client.properties()
                .listProperties(ListPropertiesRequest.newBuilder()
                        .setEnvironment(environment)
                        .build())
                .getPropertiesList();
    }

    public long select(String environment, SelectionChange... changes) {
        return client.selections()
                .updateSelections(UpdateSelectionsRequest.newBuilder()
                        .setEnvironment(environment)
                        .addAllChanges(Arrays.asList(changes))
                        .build())
                .getRevision();
    }

    public Snapshot snapshot(String environment, String warehouse) {
        return client.snapshots()
                .getSnapshot(GetSnapshotRequest.newBuilder()
                        .setEnvironment(environment)
                        .setWarehouse(warehouse)
                        .build())
                .getSnapshot();
    }

    public Segment segment(String environment, String name, SegmentCondition condition) {
        return client.segments()
                .createSegment(CreateSegmentRequest.newBuilder()
                        .setEnvironment(environment)
                        .setName(name)
                        .setCondition(condition)
                        .build())
                .getSegment();
    }

    public Segment getSegment(long id) {
        return client.segments()
                .getSegment(GetSegmentRequest.newBuilder().setId(id).build())
                .getSegment();
    }

    public Segment archiveSegment(long id) {
        return client.segments()
                .archiveSegment(ArchiveSegmentRequest.newBuilder().setId(id).build())
                .getSegment();
    }

    /** Users who did the event at least once, ever. */
    public static SegmentCondition did(long event) {
        return SegmentCondition.newBuilder()
                .setBehaviour(Behaviour.newBuilder().setEventDefinitionId(event).setAtLeast(1))
                .build();
    }

    public static Matcher custom(String name) {
        return Matcher.newBuilder()
                .setCustom(CustomMatcher.newBuilder().setName(name))
                .build();
    }

    public static Matcher combo(Long... parts) {
        return Matcher.newBuilder()
                .setCombo(ComboMatcher.newBuilder().addAllEventDefinitionIds(Arrays.asList(parts)))
                .build();
    }

    public static PropertyObservation seen(PropertyLevel level, String key, PropertyType type) {
        return PropertyObservation.newBuilder()
                .setLevel(level)
                .setKey(key)
                .setType(type)
                .build();
    }

    public static SelectionChange.Builder toggle(boolean synced, String... warehouses) {
        return SelectionChange.newBuilder().setSynced(synced).addAllWarehouses(Arrays.asList(warehouses));
    }
}
