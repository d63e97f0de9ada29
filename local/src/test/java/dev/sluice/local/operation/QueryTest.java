package dev.sluice.local.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTest {

    @Test
    void findsWhatIsAskedForAndByWhichLabels() {
        assertEquals(
                Map.of("a_bucket", Set.of("job", "status"), "b:c:rate5m", Set.of(), "d_total", Set.of()),
                Query.of("histogram_quantile(0.99, sum by (le) (rate(a_bucket{job=\"x\",status=~\"5..\"}[5m])))"
                                + " / ignoring (outcome) b:c:rate5m > 1 and max_over_time(d_total[1d:5m]) == 3600")
                        .series());
    }

    @Test
    void findsWhatAVariableOfADashboardIsMadeFrom() {
        assertEquals(
                Map.of("a_total", Set.of("environment")),
                Query.of("label_values(a_total{environment=~\"$environment\"}, warehouse)")
                        .series());
    }
}
