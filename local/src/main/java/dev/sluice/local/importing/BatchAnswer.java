package dev.sluice.local.importing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** What capture answers to a batch. */
@JsonIgnoreProperties(ignoreUnknown = true)
record BatchAnswer(boolean success, int accepted, int repeated, List<Refusal> refused, String message) {

    BatchAnswer {
        refused = refused == null ? List.of() : List.copyOf(refused);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Refusal(int index, String reason, String message) {

        String text() {
            return "%s (%s)".formatted(message, reason);
        }
    }
}
