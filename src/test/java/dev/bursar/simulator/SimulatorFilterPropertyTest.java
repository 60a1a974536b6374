package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/** Any filter sums the lines that a naive reading of it picks from an unfiltered answer. */
class SimulatorFilterPropertyTest {

    private static final String START = "2026-11-01";
    private static final String END = "2026-11-02";

    /** One line as the API tells it; an empty team means untagged. */
    record Fact(Map<String, String> values, BigDecimal cost) {}

    /** An expression beside its naive reading. */
    record Reading(Expression expression, Predicate<Fact> test) {}

    private static Aws aws;
    private static final List<Fact> FACTS = new ArrayList<>();

    @BeforeContainer
    static void readAllLines() {
        aws = Aws.at("2026-11-24T09:30:00Z");
        var places = Aws.question(
                START, END, Granularity.DAILY, Aws.dimension("LINKED_ACCOUNT"), Aws.dimension("RECORD_TYPE"));
        for (var place : aws.answer(places).keySet()) {
            var account = place.keys().get(0);
            var type = place.keys().get(1);
            var inside = Expression.builder()
                    .and(Aws.is("LINKED_ACCOUNT", account), Aws.is("RECORD_TYPE", type))
                    .build();
            var question = Aws.question(START, END, Granularity.DAILY, Aws.tag("team"), Aws.dimension("SERVICE"));
            aws.answer(question, it -> it.filter(inside))
                    .forEach((key, amounts) -> FACTS.add(new Fact(
                            Map.of(
                                    "LINKED_ACCOUNT",
                                    account,
                                    "RECORD_TYPE",
                                    type,
                                    "team",
                                    key.keys().get(0).substring("team$".length()),
                                    "SERVICE",
                                    key.keys().get(1)),
                            amounts.get("AmortizedCost"))));
        }
    }

    @AfterContainer
    static void stop() {
        FACTS.clear();
        aws.close();
    }

    @Property(tries = 300)
    void anyFilterAgreesWithItsNaiveReading(@ForAll("readings") Reading reading) {
        var expected = FACTS.stream().filter(reading.test()).map(Fact::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        var answer = aws.answer(Aws.question(START, END, Granularity.DAILY), it -> it.filter(reading.expression()));
        assertThat(Aws.sums(answer).get("AmortizedCost")).isEqualByComparingTo(expected);
    }

    @Provide
    Arbitrary<Reading> readings() {
        return Arbitraries.lazyOf(this::leaves, this::leaves, this::pairs, this::negations);
    }

    private Arbitrary<Reading> negations() {
        return readings()
                .map(part -> new Reading(
                        Expression.builder().not(part.expression()).build(),
                        part.test().negate()));
    }

    private Arbitrary<Reading> pairs() {
        return Combinators.combine(readings().list().ofMinSize(2).ofMaxSize(3), Arbitraries.of(true, false))
                .as((parts, all) -> {
                    var expressions = parts.stream().map(Reading::expression).toList();
                    var test = parts.stream().map(Reading::test).reduce(all ? Predicate::and : Predicate::or);
                    return new Reading(
                            all
                                    ? Expression.builder().and(expressions).build()
                                    : Expression.builder().or(expressions).build(),
                            test.orElseThrow());
                });
    }

    private Arbitrary<Reading> leaves() {
        var attribute = Arbitraries.of("LINKED_ACCOUNT", "RECORD_TYPE", "SERVICE", "team");
        return attribute.flatMap(name -> Combinators.combine(
                        texts(name).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of("", "EQUALS", "STARTS_WITH", "ENDS_WITH", "CONTAINS", "ABSENT"),
                        Arbitraries.of(true, false))
                .as((texts, option, fold) -> leaf(name, texts, option, fold)));
    }

    /** Whole values, parts of them, other cases, and texts that no value has. */
    private Arbitrary<String> texts(String name) {
        var values = FACTS.stream()
                .map(fact -> fact.values().get(name))
                .filter(value -> !value.isEmpty())
                .distinct()
                .sorted()
                .toList();
        return Combinators.combine(
                        Arbitraries.of(values),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 6))
                .as((value, how, length) -> switch (how) {
                    case 0, 1 -> value;
                    case 2 -> value.substring(0, Math.min(length, value.length()));
                    case 3 -> value.substring(Math.max(0, value.length() - length));
                    default -> value.toUpperCase(java.util.Locale.ROOT);
                });
    }

    private static Reading leaf(String name, List<String> texts, String option, boolean fold) {
        var tag = name.equals("team");
        if (option.equals("ABSENT")) {
            return new Reading(
                    tag
                            ? Expression.builder()
                                    .tags(it -> it.key(name).matchOptionsWithStrings(option))
                                    .build()
                            : Expression.builder()
                                    .dimensions(it -> it.key(name).matchOptionsWithStrings(option))
                                    .build(),
                    fact -> fact.values().get(name).isEmpty());
        }
        var options = new ArrayList<String>();
        if (!option.isEmpty()) {
            options.add(option);
        }
        if (fold) {
            options.add("CASE_INSENSITIVE");
        }
        var expression = tag
                ? Expression.builder()
                        .tags(it -> it.key(name).values(texts).matchOptionsWithStrings(options))
                        .build()
                : Expression.builder()
                        .dimensions(it -> it.key(name).values(texts).matchOptionsWithStrings(options))
                        .build();
        return new Reading(expression, fact -> {
            for (var text : texts) {
                if (fits(fact.values().get(name), text, option, fold)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean fits(String value, String text, String option, boolean fold) {
        if (fold) {
            return fits(
                    value.toLowerCase(java.util.Locale.ROOT), text.toLowerCase(java.util.Locale.ROOT), option, false);
        }
        return switch (option) {
            case "STARTS_WITH" -> value.startsWith(text);
            case "ENDS_WITH" -> value.endsWith(text);
            case "CONTAINS" -> value.contains(text);
            default -> value.equals(text);
        };
    }
}
