package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.Choice;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.cache.ColumnarCache;
import dev.bursar.charges.query.ChargeLines;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.simulator.exports.Export;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A month of the demo's CUR 2.0 with callers, read by DuckDB and asked by what models are told apart by: no sum differs from the file's. */
class SimulatorModelsTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final LocalDate FIRST = MONTH.atDay(1);
    private static final LocalDate END = MONTH.plusMonths(1).atDay(1);
    private static final DayRange BEFORE = new DayRange(FIRST.minusMonths(1), FIRST);
    private static final List<Dimension> DERIVED = Stream.concat(
                    Dimension.OF_MODELS.stream(), Stream.of(Dimension.PROFILE))
            .toList();

    @TempDir
    private static Path folder;

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext node;
    private static CostAnswers answers;
    private static TeamId search;
    private static List<DeliveredCharge> lines;
    private static BigDecimal ofModels;
    private static BigDecimal all;

    @BeforeAll
    static void read() throws IOException {
        var clock = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
        try (var aws = Aws.demo(clock)) {
            lines = new ExportReadings(aws, folder).read(Export.CUR_2, MONTH).charges();
        }
        database = TestDatabase.migrated();
        node = SyncNode.start(
                clock,
                database.dataSource(),
                URI.create("http://127.0.0.1:1"),
                Map.of("bursar.spend.mirror-from-charges", "100"));
        node.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            search = node.getBean(Organisation.class).teamNamed("Search");
            node.getBean(OwnershipRules.class).append(search, List.of("search"), true, null, null);
        });
        node.getBean(DeliveredCosts.class).replace(new DeliveredCosts.Delivered("november", new byte[32]), each -> {
            lines.forEach(each::accept);
            return "CUR_2";
        });
        answers = node.getBean(CostAnswers.class);
        ofModels = sum(line -> line.serviceName().equals("Amazon Bedrock")
                || line.serviceName().endsWith(" (Amazon Bedrock Edition)"));
        all = ask(Dimension.SERVICE, null, Granularity.MONTHLY).total();
    }

    @AfterAll
    static void stop() {
        node.close();
        database.close();
    }

    private static BigDecimal sum(Predicate<DeliveredCharge> wanted) {
        return lines.stream()
                .filter(wanted)
                .map(line -> Objects.requireNonNull(line.costs().netUnblended()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static CurrencySpend ask(Dimension by, Dimension thenBy, Granularity granularity, CostFilter... filters) {
        return answer(Visibility.EVERYTHING, by, thenBy, granularity, filters)
                .currencies()
                .getFirst();
    }

    private static CostResult answer(
            Visibility visibility, Dimension by, Dimension thenBy, Granularity granularity, CostFilter... filters) {
        return answers.ask(
                new CostQuery(
                        FIRST,
                        END,
                        granularity,
                        CostMetric.EFFECTIVE,
                        by,
                        thenBy,
                        Set.of(),
                        BEFORE,
                        List.of(filters),
                        granularity == Granularity.DAILY),
                visibility);
    }

    private static CostFilter is(Dimension dimension, String... keys) {
        return new CostFilter(dimension, Operator.IS, List.of(keys));
    }

    private static List<String> keys(Dimension dimension) {
        return ask(dimension, null, Granularity.MONTHLY).rows().stream()
                .map(Row::key)
                .toList();
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void modelByDirectionByTierByRoutingIsWhatTheFileHasOfModels() {
        var told = BigDecimal.ZERO;
        for (String tier : keys(Dimension.TIER)) {
            for (String routing : keys(Dimension.ROUTING)) {
                if (!tier.isEmpty() && !routing.isEmpty()) {
                    for (CurrencySpend spend : answer(
                                    Visibility.EVERYTHING,
                                    Dimension.MODEL,
                                    Dimension.DIRECTION,
                                    Granularity.MONTHLY,
                                    is(Dimension.TIER, tier),
                                    is(Dimension.ROUTING, routing))
                            .currencies()) {
                        for (Row row : spend.rows()) {
                            assertThat(row.key()).isNotEmpty();
                            assertThat(row.total())
                                    .isEqualByComparingTo(
                                            sum(row.parts().stream().map(Part::total)));
                            told = told.add(row.total());
                        }
                    }
                }
            }
        }
        assertThat(told).isEqualByComparingTo(ofModels).isPositive();
        CurrencySpend models = ask(Dimension.MODEL, Dimension.DIRECTION, Granularity.MONTHLY);
        BigDecimal known = sum(models.rows().stream()
                .filter(row ->
                        !Set.of("", Dimension.OTHER, Dimension.NOT_STATED).contains(row.key()))
                .flatMap(row -> row.parts().stream())
                .filter(part -> !Set.of("Other", Dimension.NOT_STATED).contains(part.key()))
                .map(Part::total));
        assertThat(known).isGreaterThan(ofModels.multiply(new BigDecimal("0.97")));
        assertThat(keys(Dimension.TIER))
                .contains("", "On demand", "Batch", "Flex", "Priority", "Latency-optimized", "Provisioned");
        assertThat(keys(Dimension.ROUTING)).contains("In Region or geographic", "Geographic", "Global");
        assertThat(keys(Dimension.SELLER)).containsExactlyInAnyOrder("", "Amazon", "Marketplace");
        assertThat(keys(Dimension.MODEL))
                .contains("Nova Pro", "Nova Lite", "Titan Embeddings V2-Text", "Claude Sonnet 4.6", "Claude Haiku 4.5");
    }

    @Test
    void noDimensionLosesACent() {
        List<Dimension> others = List.of(Dimension.TEAM, Dimension.SERVICE, Dimension.CALLER, Dimension.RESOURCE);
        for (Dimension by : DERIVED) {
            for (Granularity granularity : Granularity.values()) {
                assertThat(ask(by, null, granularity).total()).isEqualByComparingTo(all);
                for (Dimension thenBy :
                        Stream.concat(DERIVED.stream(), others.stream()).toList()) {
                    if (!by.equals(thenBy)) {
                        for (List<Dimension> order : List.of(List.of(by, thenBy), List.of(thenBy, by))) {
                            CurrencySpend spend = ask(order.getFirst(), order.getLast(), granularity);
                            assertThat(spend.total())
                                    .as("%s by %s", order, granularity)
                                    .isEqualByComparingTo(all);
                            assertThat(sum(spend.rows().stream()
                                            .flatMap(row -> row.parts().stream())
                                            .map(Part::total)))
                                    .as("%s by %s", order, granularity)
                                    .isEqualByComparingTo(all);
                        }
                    }
                }
            }
            BigDecimal filtered = sum(keys(by).stream()
                    .map(key -> ask(Dimension.TEAM, null, Granularity.MONTHLY, is(by, key))
                            .total()));
            assertThat(filtered).as(by.label()).isEqualByComparingTo(all);
            for (String key : keys(by)) {
                BigDecimal its = ask(Dimension.TEAM, null, Granularity.DAILY, is(by, key))
                        .total();
                BigDecimal rest = ask(
                                Dimension.TEAM,
                                null,
                                Granularity.DAILY,
                                new CostFilter(by, Operator.IS_NOT, List.of(key)))
                        .total();
                assertThat(its.add(rest)).isEqualByComparingTo(all);
            }
        }
    }

    @Test
    void theCopyAnswersTheSame() {
        List<Supplier<CostResult>> asked = Stream.of(
                        List.of(Dimension.MODEL, Dimension.TEAM),
                        List.of(Dimension.CALLER, Dimension.TIER),
                        List.of(Dimension.PROFILE, Dimension.DIRECTION))
                .flatMap(by -> Arrays.stream(Granularity.values())
                        .map(granularity -> (Supplier<CostResult>) () -> answer(
                                Visibility.EVERYTHING,
                                by.getFirst(),
                                by.getLast(),
                                granularity,
                                new CostFilter(Dimension.MODEL, Operator.CONTAINS, List.of("claude", "nova")))))
                .toList();
        List<String> stored = asked.stream().map(one -> told(one.get())).toList();
        var cache = node.getBean(ColumnarCache.class);
        cache.refresh();
        assertThat(cache.current(FIRST, END)).isNotEmpty();
        assertThat(asked.stream().map(one -> told(one.get())).toList()).isEqualTo(stored);
    }

    private static String told(CostResult answer) {
        return answer.currencies().stream()
                .flatMap(spend -> spend.rows().stream())
                .map(row -> row.key() + " " + plain(row.total()) + " "
                        + row.parts().stream()
                                .map(part -> part.key() + "=" + plain(part.total()))
                                .toList())
                .collect(Collectors.joining("\n"));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    @Test
    void aFilterOfLinesIsThatOfTheirSums() {
        var question = new CostQuery(
                FIRST,
                END,
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                List.of(is(Dimension.MODEL, "Claude Sonnet 4.6"), is(Dimension.DIRECTION, "Cache read")));
        var found = new ArrayList<BigDecimal>();
        var lines = node.getBean(ChargeLines.class);
        lines.each(question, line -> found.add(line.effective()));
        assertThat(lines.count(question)).isEqualTo(found.size()).isPositive();
        assertThat(sum(found.stream()))
                .isEqualByComparingTo(sum(line -> line.usageType().endsWith("CacheReadInputTokenCount-Units")));
    }

    @Test
    void whoLeadsOneTeamIsOfferedItsProfilesAndModelsOnly() {
        var lead = new Visibility(false, List.of(new Span(search, FIRST, END)));
        assertThat(answers.choices(Dimension.PROFILE, FIRST, END, lead))
                .extracting(Choice::label)
                .containsExactly(
                        "654321098765:application-inference-profile/3m9indexer0",
                        "654321098765:application-inference-profile/8k2assistant",
                        "No inference profile");
        assertThat(answers.choices(Dimension.MODEL, FIRST, END, lead))
                .extracting(Choice::label)
                .containsExactly(
                        "Claude Sonnet 4.6", "Not a model", "Other", "Titan Embeddings V2-Text", "Titan Text G1-Lite");
        assertThat(answers.choices(Dimension.CALLER, FIRST, END, lead))
                .extracting(Choice::label)
                .allMatch(label -> label.equals("Not stated") || label.contains("654321098765"));
    }
}
