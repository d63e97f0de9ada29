package dev.sluice.worker.capture.call;

import dev.sluice.errors.v1.ErrorReason;
import java.util.function.UnaryOperator;

/**
 * Why a call is not taken.
 *
 * @param field path of the field to blame within the call, empty where the call as a whole is wrong
 * @param rule goes on after "must", or "should" for Heap's clients: "be 1 to 255 characters"
 */
public record Refusal(ErrorReason reason, String field, String rule) {

    public static Refusal of(String field, String rule) {
        return new Refusal(ErrorReason.ERROR_REASON_FIELD_INVALID, field, rule);
    }

    public String message() {
        return (field.isEmpty() ? "the call" : field) + " must " + rule;
    }

    public Refusal renamed(UnaryOperator<String> names) {
        return new Refusal(reason, names.apply(field), rule);
    }
}
