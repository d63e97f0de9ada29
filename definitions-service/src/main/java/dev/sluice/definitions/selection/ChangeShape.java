package dev.sluice.definitions.selection;

import dev.sluice.definitions.v1.SelectionChange;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.definitions.wire.Times;
import dev.sluice.errors.Failure;
import java.util.List;

/** Checks the changes of a call as far as that needs no database. */
final class ChangeShape {

    private static final int MOST = 1_000;
    private static final TextRule CATEGORY = TextRule.name(200);

    private ChangeShape() {}

    static void check(List<SelectionChange> changes) {
        require(!changes.isEmpty() && changes.size() <= MOST, "changes", "must be 1 to 1,000");
        for (int i = 0; i < changes.size(); i++) {
            check("changes[" + i + "]", changes.get(i));
        }
    }

    private static void check(String field, SelectionChange change) {
        require(change.getWarehousesCount() > 0, field + ".warehouses", "must be at least one");
        require(
                change.getEventDefinitionIdsCount() > 0
                        || change.getPropertyIdsCount() > 0
                        || change.getPropertyCategoriesCount() > 0
                        || change.getSegmentIdsCount() > 0,
                field,
                "must name at least one event definition, property, property category or segment");
        for (int i = 0; i < change.getPropertyCategoriesCount(); i++) {
            CATEGORY.check(field + ".property_categories[" + i + "]", change.getPropertyCategories(i));
        }
        checkSince(field + ".since", change);
    }

    private static void checkSince(String field, SelectionChange change) {
        if (change.hasSince()) {
            require(
                    change.getSynced() && change.getEventDefinitionIdsCount() > 0,
                    field,
                    "must be absent unless events are toggled on");
            Times.toInstant(field, change.getSince());
        }
    }

    private static void require(boolean kept, String field, String rule) {
        if (!kept) {
            throw new Failure.Invalid(field, rule);
        }
    }
}
