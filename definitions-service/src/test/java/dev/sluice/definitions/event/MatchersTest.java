package dev.sluice.definitions.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import dev.sluice.definitions.testing.Catalog;
import dev.sluice.definitions.testing.Refusal;
import dev.sluice.definitions.v1.AllOf;
import dev.sluice.definitions.v1.Condition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.PageviewMatcher;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MatchersTest {

    private static final Condition DEFINED = condition("comparison { column: 'path' operator: OPERATOR_IS_DEFINED }");

    @Inject
    Catalog catalog;

    private String environment;

    @BeforeEach
    void createEnvironment() {
        environment = catalog.environment();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pageview {}",
                "pageview {} where { comparison { column: 'path' operator: OPERATOR_STARTS_WITH values: '/blog/' } }",
                "click {}",
                "custom { name: 'Line\\nbreak' } where { none_of { comparison { property: 'p' operator: OPERATOR_IN values: '' values: 'b' } } }",
                "submit {} where { any_of { conditions { comparison { column: 'time' operator: OPERATOR_LESS values: '2026-01-01T00:00:00Z' } } } }",
                "click {} where { comparison { column: 'target_text' operator: OPERATOR_GLOB values: 'Buy*\\\\\\\\' } }"
            })
    void matcherIsKeptAsGiven(String text) {
        var matcher = matcher(text);
        var created = catalog.event(environment, "Event", matcher);
        assertEquals(matcher, created.getMatcher());
        assertEquals(created, catalog.get(created.getId()));
    }

    @Test
    void selectorIsParsedHereWhateverTheClientSays() {
        var created = catalog.event(environment, "Event", matcher("""
                click { selector { text: 'a.buy' alternatives { steps { compound { type: 'forged' } } } } }"""));

        var expected = matcher("""
                click { selector { text: 'a.buy' alternatives { steps { compound { type: 'a' classes: 'buy' } } } } }""");
        assertEquals(expected, created.getMatcher());
        assertEquals(
                1,
                catalog.update(created.getId(), matcher("click { selector { text: 'a.buy' } }"))
                        .getRevision());
    }

    @Test
    void fieldsUnknownToTheContractMakeNoRevision() {
        var created = catalog.event(environment, "Event", matcher("pageview {}"));
        var fromTheFuture = Matcher.newBuilder()
                .setPageview(PageviewMatcher.newBuilder()
                        .setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(
                                        99,
                                        UnknownFieldSet.Field.newBuilder()
                                                .addVarint(1)
                                                .build())
                                .build()))
                .build();
        assertEquals(created, catalog.update(created.getId(), fromTheFuture));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            where { none_of {} } ~ FIELD_INVALID ~ matcher
            pageview {} where {} ~ FIELD_INVALID ~ matcher.where
            custom {} ~ FIELD_INVALID ~ matcher.custom.name
            custom { name: '\\000' } ~ FIELD_INVALID ~ matcher.custom.name
            combo {} ~ FIELD_INVALID ~ matcher.combo.event_definition_ids
            click { selector {} } ~ FIELD_INVALID ~ matcher.click.selector.text
            change { selector { text: 'a:hover' } } ~ SELECTOR_INVALID ~ matcher.change.selector.text
            submit { selector { text: 'form +' } } ~ SELECTOR_INVALID ~ matcher.submit.selector.text
            pageview {} where { all_of {} } ~ FIELD_INVALID ~ matcher.where.all_of.conditions
            pageview {} where { any_of { conditions { none_of {} } } } ~ FIELD_INVALID ~ matcher.where.any_of.conditions[0].none_of
            pageview {} where { comparison { operator: OPERATOR_EQUALS values: 'x' } } ~ FIELD_INVALID ~ matcher.where.comparison
            pageview {} where { comparison { column: 'user_id' operator: OPERATOR_EQUALS values: 'x' } } ~ FIELD_INVALID ~ matcher.where.comparison.column
            pageview {} where { comparison { column: 'nope' operator: OPERATOR_EQUALS values: 'x' } } ~ FIELD_INVALID ~ matcher.where.comparison.column
            pageview {} where { comparison { property: '' operator: OPERATOR_EQUALS values: 'x' } } ~ FIELD_INVALID ~ matcher.where.comparison.property
            pageview {} where { comparison { column: 'path' values: 'x' } } ~ FIELD_INVALID ~ matcher.where.comparison.operator
            pageview {} where { comparison { column: 'path' operator: OPERATOR_EQUALS } } ~ FIELD_INVALID ~ matcher.where.comparison.values
            pageview {} where { comparison { column: 'path' operator: OPERATOR_GLOB values: 'a' values: 'b' } } ~ FIELD_INVALID ~ matcher.where.comparison.values
            pageview {} where { comparison { column: 'path' operator: OPERATOR_IN } } ~ FIELD_INVALID ~ matcher.where.comparison.values
            pageview {} where { comparison { column: 'path' operator: OPERATOR_IS_DEFINED values: 'x' } } ~ FIELD_INVALID ~ matcher.where.comparison.values
            pageview {} where { comparison { column: 'path' operator: OPERATOR_EQUALS values: '\\000' } } ~ FIELD_INVALID ~ matcher.where.comparison.values[0]
            pageview {} where { comparison { column: 'path' operator: OPERATOR_GLOB values: 'a\\\\' } } ~ FIELD_INVALID ~ matcher.where.comparison.values[0]
            pageview {} where { comparison { column: 'path' operator: OPERATOR_REGEX values: '[a' } } ~ REGEX_INVALID ~ matcher.where.comparison.values[0]
            pageview {} where { all_of { conditions { comparison { column: 'path' operator: OPERATOR_IS_DEFINED } } conditions { comparison { column: 'path' operator: OPERATOR_REGEX values: '(?=a)' } } } } ~ REGEX_INVALID ~ matcher.where.all_of.conditions[1].comparison.values[0]
            """)
    void badMatcherIsRefusedByItsExactPath(String text, String reason, String field) {
        var refusal = Refusal.of(() -> catalog.event(environment, "Event", matcher(text)));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal.code());
        assertEquals("ERROR_REASON_" + reason, refusal.reason().name());
        assertEquals(field, refusal.field());
        assertTrue(refusal.message().startsWith(field + " "), refusal.message());
        assertEquals(1, catalog.revision(environment));
    }

    @Test
    void regexProblemIsTold() {
        var refusal = Refusal.of(() -> catalog.event(
                environment,
                "Event",
                matcher("pageview {} where { comparison { column: 'path' operator: OPERATOR_REGEX values: '[a' } }")));
        assertEquals(
                "matcher.where.comparison.values[0] must be a valid RE2 regular expression: missing closing ]",
                refusal.message());
    }

    @Test
    void conditionsNestThirtyTwoDeepAndNoDeeper() {
        var deepest = where(allOf(31));
        assertEquals(
                deepest,
                catalog.get(catalog.event(environment, "Deep", deepest).getId()).getMatcher());

        var refusal = Refusal.of(() -> catalog.event(environment, "Deeper", where(allOf(32))));
        assertEquals(
                "where" + ".all_of.conditions[0]".repeat(32), refusal.field().substring("matcher.".length()));
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal.code());
    }

    @Test
    void nestingThatProtobufItselfRefusesHarmsNobody() {
        assertThrows(StatusRuntimeException.class, () -> catalog.event(environment, "Absurd", where(allOf(200))));
        catalog.event(environment, "Next", matcher("pageview {}"));
        assertEquals(2, catalog.revision(environment));
    }

    @Test
    void matcherHasAtMostAThousandConditions() {
        assertEquals(
                999,
                catalog.event(environment, "Many", where(wide(999)))
                        .getMatcher()
                        .getWhere()
                        .getAllOf()
                        .getConditionsCount());
        var refusal = Refusal.of(() -> catalog.event(environment, "Too many", where(wide(1_000))));
        assertEquals("matcher.where.all_of.conditions[999]", refusal.field());
    }

    private static Condition wide(int count) {
        return Condition.newBuilder()
                .setAllOf(AllOf.newBuilder().addAllConditions(Collections.nCopies(count, DEFINED)))
                .build();
    }

    private static Condition allOf(int levels) {
        return Stream.iterate(
                        DEFINED,
                        inner -> Condition.newBuilder()
                                .setAllOf(AllOf.newBuilder().addConditions(inner))
                                .build())
                .skip(levels)
                .findFirst()
                .orElseThrow();
    }

    private static Matcher where(Condition condition) {
        return Matcher.newBuilder()
                .setPageview(PageviewMatcher.getDefaultInstance())
                .setWhere(condition)
                .build();
    }

    private static Condition condition(String text) {
        return parse(text, Condition.class);
    }

    private static Matcher matcher(String text) {
        return parse(text, Matcher.class);
    }

    private static <T extends com.google.protobuf.Message> T parse(String text, Class<T> type) {
        try {
            return TextFormat.parse(text, type);
        } catch (TextFormat.ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
