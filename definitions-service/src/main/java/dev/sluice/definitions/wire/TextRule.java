package dev.sluice.definitions.wire;

import dev.sluice.errors.Failure;
import java.util.Locale;

/** What a text of a request must be; the failure names the field and the rule it breaks. */
public record TextRule(int shortest, int longest, boolean oneLine) {

    /** What people read and type: not blank, no control characters. */
    public static TextRule name(int longest) {
        return new TextRule(1, longest, true);
    }

    /** As a name, but may be left empty. */
    public static TextRule label(int longest) {
        return new TextRule(0, longest, true);
    }

    /** What clients captured, taken as it is. Only NUL is refused, since PostgreSQL cannot store it. */
    public static TextRule data(int shortest, int longest) {
        return new TextRule(shortest, longest, false);
    }

    /** The text itself, if it keeps the rule. */
    public String check(String field, String text) {
        int length = text.codePointCount(0, text.length());
        if (length < shortest || length > longest) {
            throw new Failure.Invalid(field, lengths());
        }
        if (oneLine && shortest > 0 && text.isBlank()) {
            throw new Failure.Invalid(field, "must not be blank");
        }
        if (oneLine && text.chars().anyMatch(Character::isISOControl)) {
            throw new Failure.Invalid(field, "must not contain control characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Failure.Invalid(field, "must not contain the NUL character");
        }
        return text;
    }

    private String lengths() {
        return shortest == 0
                ? String.format(Locale.ROOT, "must be at most %,d characters", longest)
                : String.format(Locale.ROOT, "must be %,d to %,d characters", shortest, longest);
    }
}
