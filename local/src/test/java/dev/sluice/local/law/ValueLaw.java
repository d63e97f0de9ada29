package dev.sluice.local.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * No value is missing without a record of it: in a table that moves, the value of a property is the one that was sent,
 * or null where a gap of the table and column is recorded or the property is archived. An unsynced property has no
 * column.
 */
final class ValueLaw implements Law {

    @Override
    public void hold(Moment moment) {
        var gaps = moment.gaps();
        for (var event : moment.events().moving()) {
            var table = moment.events().table(event);
            var rows = moment.actual(event);
            for (var property : NamedProperty.ofEvents()) {
                var column = new Column(moment, table, property, gaps.contains(List.of(table, property.column())));
                column.hold(rows);
            }
        }
    }

    private record Column(Moment moment, String table, NamedProperty property, boolean hasGap) {

        void hold(Map<String, EventRow> rows) {
            if (properties().isUnsynced(property)) {
                isGone();
                return;
            }
            var sent = moment.oracle().sent(property);
            var wrong = new ArrayList<String>();
            rows.forEach((call, row) -> {
                var value = row.values().get(property.column());
                if (!isRight(sent.get(call), value)) {
                    wrong.add("%s has %s, where %s was sent".formatted(call, value, sent.get(call)));
                }
            });
            if (!wrong.isEmpty()) {
                throw new AssertionError("%s.%s, %s:%n  %s"
                        .formatted(
                                table,
                                property.column(),
                                hasGap ? "with a recorded gap" : "without a recorded gap",
                                String.join("\n  ", wrong)));
            }
        }

        private Properties properties() {
            return moment.world().properties();
        }

        private void isGone() {
            if (moment.dump().columns(table).contains(property.column())) {
                throw new AssertionError(
                        "%s still has the column %s of an unsynced property".formatted(table, property.column()));
            }
        }

        private boolean isRight(Object sent, String value) {
            if (value == null) {
                return sent == null || hasGap || properties().isArchived(property);
            }
            return sent != null && PropertyOracle.ways(sent).contains(value);
        }
    }
}
