package dev.sluice.definitions.naming;

import java.util.Set;
import java.util.function.Predicate;

/** Makes the column name of a custom property from the property's key. */
public final class ColumnNames {

    private ColumnNames() {}

    /**
     * @param builtIn columns that a custom property must not hide
     * @param taken the names that are pinned already where this column will stand
     */
    public static String make(String key, Set<String> builtIn, Predicate<String> taken) {
        var name = CleanName.withoutLeadingDigit(CleanName.of(key));
        return PinnedName.of(
                builtIn.contains(name) ? "_" + name : name,
                key,
                candidate -> builtIn.contains(candidate) || taken.test(candidate));
    }
}
