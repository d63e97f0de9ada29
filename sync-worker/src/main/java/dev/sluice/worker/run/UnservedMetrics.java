package dev.sluice.worker.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps what runs of jobs add to the metrics, until a worker that is scraped takes it. */
@ApplicationScoped
class UnservedMetrics {

    private static final TypeReference<List<Measurement>> LIST = new TypeReference<>() {};

    private final EntityManager entities;
    private final ObjectMapper json = new ObjectMapper();

    UnservedMetrics(EntityManager entities) {
        this.entities = entities;
    }

    @Transactional
    public void keep(UUID run, List<Measurement> measurements) {
        entities.createNativeQuery(
                        "INSERT INTO unserved_metrics (run_id, measurements) VALUES (:run, CAST(:measurements AS jsonb))")
                .setParameter("run", run)
                .setParameter("measurements", written(measurements))
                .executeUpdate();
    }

    /** Whoever takes them is the only one. */
    @Transactional
    public List<Measurement> take() {
        Stream<?> taken = entities.createNativeQuery(
                        "DELETE FROM unserved_metrics RETURNING CAST(measurements AS text)", String.class)
                .getResultStream();
        return taken.map(String.class::cast)
                .flatMap(measurements -> read(measurements).stream())
                .toList();
    }

    private String written(List<Measurement> measurements) {
        try {
            return json.writeValueAsString(measurements);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Measurement> read(String measurements) {
        try {
            return json.readValue(measurements, LIST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
