package dev.sluice.definitions.snapshot;

import dev.sluice.definitions.environment.Environments;
import dev.sluice.definitions.event.EventDefinitions;
import dev.sluice.definitions.property.PropertyCatalog;
import dev.sluice.definitions.segment.Segments;
import dev.sluice.definitions.selection.Selections;
import dev.sluice.definitions.v1.EventSelection;
import dev.sluice.definitions.v1.SegmentSelection;
import dev.sluice.definitions.v1.Snapshot;
import dev.sluice.definitions.warehouse.Warehouses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * Reads everything that should be in one warehouse. All queries of a snapshot see the same moment, so that it is never
 * half of one change and half of another, and they wait for no writer.
 */
@ApplicationScoped
class Snapshots {

    private final Session session;
    private final Environments environments;
    private final Warehouses warehouses;
    private final Selections selections;
    private final EventDefinitions definitions;
    private final PropertyCatalog catalog;
    private final Segments segments;

    Snapshots(
            Session session,
            Environments environments,
            Warehouses warehouses,
            Selections selections,
            EventDefinitions definitions,
            PropertyCatalog catalog,
            Segments segments) {
        this.session = session;
        this.environments = environments;
        this.warehouses = warehouses;
        this.selections = selections;
        this.definitions = definitions;
        this.catalog = catalog;
        this.segments = segments;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    Snapshot take(String environmentName, String warehouseName) {
        // Must be the first statement of the transaction.
        session.createNativeMutationQuery("set transaction isolation level repeatable read, read only")
                .executeUpdate();
        var environment = environments.get(environmentName);
        var warehouse = warehouses.get(environment, warehouseName);
        var selected = selections.of(warehouse);
        var selectedSegments = segments.find(
                environment,
                selected.segments().stream().map(SegmentSelection::getSegmentId).toList());
        var needed = Stream.concat(
                selected.events().stream().map(EventSelection::getEventDefinitionId),
                segments.counted(selectedSegments).stream());
        return new SnapshotAssembly(
                        environment.message(),
                        warehouse.message(),
                        selected,
                        definitions.withParts(environment, needed.distinct().toList()),
                        catalog.list(environment),
                        selectedSegments)
                .assemble();
    }
}
