package dev.sluice.local.law;

import dev.sluice.definitions.v1.ComboMatcher;
import dev.sluice.definitions.v1.Comparison;
import dev.sluice.definitions.v1.Condition;
import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.Matcher;
import dev.sluice.definitions.v1.Operator;
import dev.sluice.local.definition.Matchers;
import dev.sluice.local.law.Call.Kind;
import dev.sluice.local.law.Call.Occurrence;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which occurrences an event means: once as the contract says it, and once as obviously as Java can. */
sealed interface Meaning {

    Matcher matcher(Function<NamedEvent, EventDefinition> definitions);

    /** @param meanings of the parts of combos */
    boolean holds(Fact fact, Function<NamedEvent, Meaning> meanings);

    String tell();

    /** An occurrence with the source of its session. */
    record Fact(Occurrence call, String source) {

        private boolean is(Kind kind) {
            return call.kind() == kind;
        }

        private boolean isFrom(String wanted) {
            return wanted.equals(source);
        }
    }

    /** Meanings that stand by themselves. */
    enum Plain implements Meaning {
        PAGEVIEWS(Matchers.pageviews()) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.PAGEVIEW);
            }
        },
        CLICKS(Matchers.clicks("*")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.CLICK);
            }
        },
        ORDERS(Matchers.custom("Order")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.ORDER);
            }
        },
        BUYING_CLICKS(Matchers.clicks("body > .buy")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.CLICK) && fact.call().path().equals("/pricing");
            }
        },
        PAGEVIEWS_FROM_MAIL(fromSource(Matchers.pageviews(), Operator.OPERATOR_EQUALS, "mail")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.PAGEVIEW) && fact.isFrom("mail");
            }
        },
        PAGEVIEWS_FROM_ADS(fromSource(Matchers.pageviews(), Operator.OPERATOR_EQUALS, "ads")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.PAGEVIEW) && fact.isFrom("ads");
            }
        },
        ORDERS_NOT_FROM_MAIL(fromSource(Matchers.custom("Order"), Operator.OPERATOR_NOT_EQUALS, "mail")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.ORDER) && !fact.isFrom("mail");
            }
        },
        PAGEVIEWS_OF_THE_BLOG(Matchers.where(Matchers.pageviews(), "path", Operator.OPERATOR_STARTS_WITH, "/blog")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.PAGEVIEW) && fact.call().path().startsWith("/blog");
            }
        },
        CHEAP_ORDERS(withProperty(Matchers.custom("Order"), "Amount", Operator.OPERATOR_LESS, "10")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.ORDER)
                        && fact.call().properties().get("Amount") instanceof Number amount
                        && amount.doubleValue() < 10;
            }
        },
        CLICKS_ON_GIFTS(withProperty(Matchers.clicks("*"), "gift", Operator.OPERATOR_EQUALS, "true")) {
            @Override
            boolean holds(Fact fact) {
                return fact.is(Kind.CLICK)
                        && Boolean.TRUE.equals(fact.call().properties().get("gift"));
            }
        };

        private final Matcher matcher;

        Plain(Matcher matcher) {
            this.matcher = matcher;
        }

        abstract boolean holds(Fact fact);

        @Override
        public Matcher matcher(Function<NamedEvent, EventDefinition> definitions) {
            return matcher;
        }

        @Override
        public boolean holds(Fact fact, Function<NamedEvent, Meaning> meanings) {
            return holds(fact);
        }

        @Override
        public String tell() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A combo. @param fromMail whether it is narrowed to sessions that came by mail */
    record AnyOf(List<NamedEvent> parts, boolean fromMail) implements Meaning {

        @Override
        public Matcher matcher(Function<NamedEvent, EventDefinition> definitions) {
            var combo = ComboMatcher.newBuilder();
            parts.forEach(
                    part -> combo.addEventDefinitionIds(definitions.apply(part).getId()));
            var matcher = Matcher.newBuilder().setCombo(combo).build();
            return fromMail ? fromSource(matcher, Operator.OPERATOR_EQUALS, "mail") : matcher;
        }

        @Override
        public boolean holds(Fact fact, Function<NamedEvent, Meaning> meanings) {
            return (!fromMail || fact.isFrom("mail"))
                    && parts.stream().anyMatch(part -> meanings.apply(part).holds(fact, meanings));
        }

        @Override
        public String tell() {
            return parts.stream().map(NamedEvent::label).collect(Collectors.joining(" or ", "any of ", ""))
                    + (fromMail ? ", from mail" : "");
        }
    }

    private static Matcher fromSource(Matcher matcher, Operator operator, String source) {
        return Matchers.where(matcher, "utm_source", operator, source);
    }

    private static Matcher withProperty(Matcher matcher, String key, Operator operator, String value) {
        var comparison =
                Comparison.newBuilder().setProperty(key).setOperator(operator).addValues(value);
        return matcher.toBuilder()
                .setWhere(Condition.newBuilder().setComparison(comparison))
                .build();
    }
}
