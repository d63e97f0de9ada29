package dev.sluice.local.code;

import dev.sluice.local.console.CommandFailure;
import java.util.function.Supplier;

/** What a file says and cannot be meant; the message completes "{@code <field>}: …". */
final class Wrong extends RuntimeException {

    Wrong(String message) {
        super(message);
    }

    /** @param field of the files, {@code events.Order.matcher} */
    static <T> T at(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Wrong e) {
            throw new CommandFailure(field + ": " + e.getMessage(), e);
        }
    }
}
