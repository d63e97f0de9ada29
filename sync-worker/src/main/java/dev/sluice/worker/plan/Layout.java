package dev.sluice.worker.plan;

/** Where an environment's tables stand: the schema people query, and the internal one beside it. */
public record Layout(String schema, String rawSchema) {

    public static Layout of(String environment) {
        return new Layout(environment, environment + "_raw");
    }
}
