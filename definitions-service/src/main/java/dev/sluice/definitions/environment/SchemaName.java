package dev.sluice.definitions.environment;

import dev.sluice.definitions.naming.CleanName;
import dev.sluice.definitions.wire.TextRule;
import dev.sluice.errors.Failure;

/** Makes the schema name {@code <project>_<stage>}, by which everything else names the environment. */
final class SchemaName {

    private static final TextRule PART = TextRule.name(200);

    private SchemaName() {}

    static String of(String project, String stage) {
        var name = CleanName.withoutLeadingDigit(part("project", project) + "_" + part("stage", stage));
        if (name.startsWith("pg_") || name.equals("information_schema")) {
            throw new Failure.Invalid(
                    "project", "and stage must not make a schema name that databases reserve: " + name);
        }
        return name;
    }

    private static String part(String field, String text) {
        var clean = CleanName.of(PART.check(field, text));
        if (clean.isEmpty()) {
            throw new Failure.Invalid(field, "must have at least one Latin letter or digit");
        }
        return clean;
    }
}
