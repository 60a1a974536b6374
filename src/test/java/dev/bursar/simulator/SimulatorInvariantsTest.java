package dev.bursar.simulator;

import static dev.bursar.simulator.Aws.dimension;
import static dev.bursar.simulator.Aws.is;
import static dev.bursar.simulator.Aws.not;
import static dev.bursar.simulator.Aws.question;
import static dev.bursar.simulator.Aws.sums;
import static dev.bursar.simulator.Aws.tag;
import static dev.bursar.simulator.Aws.tagged;
import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;

/** What must hold of any Cost Explorer's answers, whoever makes the lines. */
class SimulatorInvariantsTest {

    private static final String FROM = "2026-09-01";
    private static final String TO = "2026-11-24";

    private static Aws aws;

    @BeforeAll
    static void start() {
        aws = Aws.at("2026-11-24T09:30:00Z");
    }

    @AfterAll
    static void stop() {
        aws.close();
    }

    @AfterEach
    void usualPages() {
        aws.simulator.rowsPerPage(Simulator.USUAL_ROWS_PER_PAGE);
    }

    @Test
    void groupsOfAnyPairSumExactlyToTheTotal() {
        aws.simulator.rowsPerPage(100_000);
        var total = sums(aws.answer(question(FROM, TO, Granularity.MONTHLY)));
        var groups = new ArrayList<GroupDefinition>(List.of(
                tag("team"),
                tag("environment"),
                tag("project"),
                GroupDefinition.builder()
                        .type("COST_CATEGORY")
                        .key("BusinessUnit")
                        .build()));
        for (var key : List.of(
                "LINKED_ACCOUNT",
                "SERVICE",
                "RECORD_TYPE",
                "USAGE_TYPE",
                "REGION",
                "PURCHASE_TYPE",
                "OPERATION",
                "INSTANCE_TYPE",
                "AZ",
                "PLATFORM",
                "TENANCY",
                "LEGAL_ENTITY_NAME",
                "INVOICING_ENTITY")) {
            groups.add(dimension(key));
        }
        for (var first : groups) {
            assertThat(sums(aws.answer(question(FROM, TO, Granularity.MONTHLY, first))))
                    .as("%s", first)
                    .isEqualTo(total);
            for (var second : groups) {
                assertThat(sums(aws.answer(question(FROM, TO, Granularity.MONTHLY, first, second))))
                        .as("%s and %s", first, second)
                        .isEqualTo(total);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 50, 999})
    void pagesAssembleToTheOnePageAnswer(int rows) {
        var question = question("2026-11-20", "2026-11-24", Granularity.DAILY, tag("team"), dimension("SERVICE"));
        aws.simulator.rowsPerPage(100_000);
        assertThat(aws.pages(question)).hasSize(1);
        var whole = aws.answer(question);
        aws.simulator.rowsPerPage(rows);
        assertThat(aws.pages(question)).hasSize((whole.size() + rows - 1) / rows);
        assertThat(aws.answer(question)).isEqualTo(whole);
    }

    @Test
    void aTimeStepMayBeSplitOverPages() {
        aws.simulator.rowsPerPage(7);
        var pages = aws.pages(question("2026-11-22", "2026-11-24", Granularity.DAILY, dimension("SERVICE")));
        assertThat(pages.get(0).resultsByTime().getLast().timePeriod())
                .isEqualTo(pages.get(1).resultsByTime().getFirst().timePeriod());
    }

    @Test
    void stepsWithoutGroupingPageToo() {
        aws.simulator.rowsPerPage(10);
        assertThat(aws.pages(question("2026-10-01", "2026-11-01", Granularity.DAILY)))
                .hasSize(4);
        assertThat(aws.answer(question("2026-10-01", "2026-11-01", Granularity.DAILY)))
                .hasSize(31);
    }

    @Test
    void daysSumToMonths() {
        var daily = aws.answer(question("2025-10-01", TO, Granularity.DAILY));
        var monthly = aws.answer(question("2025-10-01", TO, Granularity.MONTHLY));
        assertThat(daily).hasSize(419);
        assertThat(monthly).hasSize(14);
        monthly.forEach((month, amounts) -> {
            var days = new TreeMap<>(daily);
            days.keySet().removeIf(day -> !day.start().startsWith(month.start().substring(0, 7)));
            assertThat(sums(days)).isEqualTo(amounts);
        });
    }

    @Test
    void aMonthBegunInItsMiddleIsThePartAsked() {
        var part = aws.pages(question("2026-10-20", TO, Granularity.MONTHLY))
                .getFirst()
                .resultsByTime();
        assertThat(part).hasSize(2);
        assertThat(part.getFirst().timePeriod().start()).isEqualTo("2026-10-20");
        assertThat(part.getFirst().timePeriod().end()).isEqualTo("2026-11-01");
        assertThat(sums(aws.answer(question("2026-10-20", TO, Granularity.MONTHLY))))
                .isEqualTo(sums(aws.answer(question("2026-10-20", TO, Granularity.DAILY))));
    }

    @Test
    void filtersPartition() {
        var question = question(FROM, TO, Granularity.MONTHLY);
        var all = sums(aws.answer(question));
        var absent = Expression.builder()
                .tags(it -> it.key("team").matchOptionsWithStrings("ABSENT"))
                .build();
        var contains = Expression.builder()
                .dimensions(it ->
                        it.key("SERVICE").values("amazon").matchOptionsWithStrings("CONTAINS", "CASE_INSENSITIVE"))
                .build();
        for (var part : List.of(
                is("RECORD_TYPE", "Usage"),
                is("LINKED_ACCOUNT", "012345678901", "210987654321"),
                is("REGION", "us-east-1"),
                tagged("platform"),
                absent,
                contains,
                Expression.builder().or(tagged("fraud"), is("SERVICE", "Tax")).build(),
                Expression.builder()
                        .and(tagged("fraud"), is("RECORD_TYPE", "Usage"))
                        .build())) {
            var inside = sums(aws.answer(question, it -> it.filter(part)));
            var outside = sums(aws.answer(question, it -> it.filter(not(part))));
            assertThat(inside.get("UnblendedCost")).as("%s", part).isNotZero();
            assertThat(outside.get("UnblendedCost")).as("%s", part).isNotZero();
            assertThat(Aws.added(inside, outside)).as("%s", part).isEqualTo(all);
        }
    }

    @Test
    void everyTagValueOfTheGroupsCanBeFilteredFor() {
        var groups = aws.answer(question("2026-11-01", TO, Granularity.MONTHLY, tag("team")));
        assertThat(groups).hasSizeGreaterThan(12);
        groups.forEach((key, amounts) -> {
            var value = key.keys().getFirst().substring("team$".length());
            var filtered = aws.answer(question("2026-11-01", TO, Granularity.MONTHLY), it -> it.filter(tagged(value)));
            assertThat(sums(filtered)).as(value).isEqualTo(amounts);
        });
    }

    @Test
    void anUnknownValueGivesNothingAndNoError() {
        var question = question("2026-11-01", TO, Granularity.DAILY, dimension("SERVICE"));
        var answer = aws.pages(
                question.toBuilder().filter(is("SERVICE", "Amazon Nothing")).build());
        assertThat(answer).hasSize(1);
        assertThat(answer.getFirst().resultsByTime())
                .hasSize(23)
                .allMatch(time -> time.groups().isEmpty());
        assertThat(sums(aws.answer(question("2026-11-01", TO, Granularity.DAILY), it -> it.filter(tagged("Research")))))
                .allSatisfy((metric, sum) -> assertThat(sum).isZero());
    }

    @Test
    void negationCancelsCoveredUsagePerAccountDayAndService() {
        var place = question("2026-10-01", TO, Granularity.DAILY, dimension("LINKED_ACCOUNT"), dimension("SERVICE"));
        var covered = aws.answer(place, it -> it.filter(is("RECORD_TYPE", "SavingsPlanCoveredUsage")));
        var negation = aws.answer(place, it -> it.filter(is("RECORD_TYPE", "SavingsPlanNegation")));
        assertThat(covered).hasSizeGreaterThan(300);
        assertThat(negation.keySet()).isEqualTo(covered.keySet());
        covered.forEach((key, amounts) -> {
            var back = negation.get(key);
            assertThat(back.get("UnblendedCost"))
                    .isEqualTo(amounts.get("UnblendedCost").negate());
            assertThat(back.get("NetUnblendedCost"))
                    .isEqualTo(amounts.get("NetUnblendedCost").negate());
            assertThat(back.get("AmortizedCost")).isZero();
            assertThat(amounts.get("AmortizedCost")).isPositive().isLessThan(amounts.get("UnblendedCost"));
        });
    }

    @Test
    void feesAreAmortizedOverWhatTheyCoverAndTheRest() {
        var day = question("2026-09-01", TO, Granularity.DAILY);
        var fees = aws.answer(day, it -> it.filter(is("RECORD_TYPE", "SavingsPlanRecurringFee")));
        var covered = aws.answer(day, it -> it.filter(is("RECORD_TYPE", "SavingsPlanCoveredUsage")));
        fees.forEach((key, fee) -> {
            var spread = fee.get("AmortizedCost").add(covered.get(key).get("AmortizedCost"));
            var net = fee.get("NetAmortizedCost").add(covered.get(key).get("NetAmortizedCost"));
            assertThat(fee.get("AmortizedCost")).isPositive();
            assertThat(spread).isEqualByComparingTo(fee.get("UnblendedCost"));
            assertThat(net).isEqualByComparingTo(fee.get("NetUnblendedCost"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SavingsPlanNegation", "SavingsPlanRecurringFee", "EdpDiscount", "Tax", "Support", "Credit"})
    void someRecordTypesCarryNoTags(String recordType) {
        var question = question(FROM, TO, Granularity.MONTHLY, tag("team"));
        assertThat(aws.answer(question, it -> it.filter(is("RECORD_TYPE", recordType)))
                        .keySet())
                .isNotEmpty()
                .allMatch(key -> key.keys().equals(List.of("team$")));
    }

    @Test
    void netCostsSumToGrossCostsAndDiscountsHaveNoNet() {
        var accounts =
                question("2026-10-01", TO, Granularity.MONTHLY, dimension("LINKED_ACCOUNT"), dimension("SERVICE"));
        aws.answer(accounts).forEach((key, sum) -> {
            assertThat(sum.get("NetUnblendedCost")).isEqualTo(sum.get("UnblendedCost"));
        });
        var types = aws.answer(question("2026-10-01", "2026-11-01", Granularity.MONTHLY, dimension("RECORD_TYPE")));
        var total = sums(types);
        assertThat(total.get("NetAmortizedCost")).isEqualTo(total.get("AmortizedCost"));
        var discount = types.get(new Aws.Key("2026-10-01", List.of("EdpDiscount")));
        assertThat(discount.get("UnblendedCost")).isNegative();
        assertThat(discount.get("NetUnblendedCost")).isZero();
        var usage = types.get(new Aws.Key("2026-10-01", List.of("Usage")));
        assertThat(usage.get("NetUnblendedCost")).isLessThan(usage.get("UnblendedCost"));
    }

    @Test
    void aKeyThatIsNotActivatedHasEverythingInOneGroup() {
        assertThat(aws.answer(question("2026-10-01", "2026-11-01", Granularity.MONTHLY, tag("project")))
                        .keySet())
                .containsExactly(new Aws.Key("2026-10-01", List.of("project$")));
        assertThat(aws.answer(question("2026-10-01", "2026-11-01", Granularity.MONTHLY, tag("Team")))
                        .keySet())
                .containsExactly(new Aws.Key("2026-10-01", List.of("Team$")));
    }

    @Test
    void tagValuesDifferByCaseAndMayHoldADollar() {
        var keys = aws.answer(question("2026-10-01", "2026-11-01", Granularity.MONTHLY, tag("team"))).keySet().stream()
                .map(key -> key.keys().getFirst())
                .toList();
        assertThat(keys).contains("team$platform", "team$Platform", "team$PLATFORM", "team$data$lake", "team$");
        assertThat(keys).anyMatch(key -> key.codePoints().anyMatch(point -> point > 0xFFFF));
    }

    @Test
    void keysFollowTheOrderOfTheGrouping() {
        var there = aws.answer(
                question("2026-10-01", "2026-11-01", Granularity.MONTHLY, tag("team"), dimension("SERVICE")));
        var back = aws.answer(
                question("2026-10-01", "2026-11-01", Granularity.MONTHLY, dimension("SERVICE"), tag("team")));
        var turned = new TreeMap<Aws.Key, Map<String, BigDecimal>>();
        back.forEach(
                (key, amounts) -> turned.put(new Aws.Key(key.start(), key.keys().reversed()), amounts));
        assertThat(turned).isEqualTo(there);
    }

    @Test
    void accountIdsKeepTheirLeadingZeroAndComeWithNames() {
        var answer = aws.pages(question("2026-10-01", "2026-11-01", Granularity.MONTHLY, dimension("LINKED_ACCOUNT")))
                .getFirst();
        assertThat(answer.resultsByTime().getFirst().groups()).hasSize(12);
        assertThat(answer.dimensionValueAttributes()).anySatisfy(value -> {
            assertThat(value.value()).isEqualTo("012345678901");
            assertThat(value.attributes()).containsEntry("description", "ml-platform");
        });
    }

    @Test
    void usageHasItsUnitOrNoneWhereMixed() {
        var question = question("2026-11-20", "2026-11-21", Granularity.DAILY, dimension("USAGE_TYPE")).toBuilder()
                .metrics("UsageQuantity")
                .build();
        var units = new TreeMap<String, String>();
        aws.ce
                .getCostAndUsage(question)
                .resultsByTime()
                .getFirst()
                .groups()
                .forEach(group -> units.put(
                        group.keys().getFirst(),
                        group.metrics().get("UsageQuantity").unit()));
        assertThat(units)
                .containsEntry("USE1-Train:ml.p4d.24xlarge", "Hrs")
                .containsEntry("TimedStorage-ByteHrs", "GB-Mo")
                .containsEntry("Requests-Tier2", "Requests");
        var total =
                aws.ce.getCostAndUsage(question.toBuilder().groupBy(List.of()).build());
        assertThat(total.resultsByTime().getFirst().total().get("UsageQuantity").unit())
                .isEqualTo("N/A");
    }

    @Test
    void amountsAreExactDecimalTexts() {
        var answer = aws.pages(question("2026-10-01", TO, Granularity.DAILY, tag("team"), dimension("SERVICE")));
        var amounts = answer.stream()
                .flatMap(page -> page.resultsByTime().stream())
                .flatMap(time -> time.groups().stream())
                .flatMap(group -> group.metrics().values().stream())
                .map(value -> value.amount())
                .toList();
        assertThat(amounts).allMatch(amount -> amount.matches("-?\\d+(\\.\\d{1,10})?"));
        assertThat(amounts).anyMatch(amount -> amount.matches("\\d+\\.\\d{10}"));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24,2026-11-01", "2026-12-04,2026-11-01", "2026-12-05,2026-12-01", "2028-02-29,2028-02-01"})
    void stepsOfMonthsThatAreNotClosedAreEstimated(String today, String firstEstimated) {
        try (var then = Aws.at(today + "T00:00:01Z")) {
            var start = java.time.LocalDate.parse(firstEstimated).minusMonths(1).toString();
            var end = java.time.LocalDate.parse(today).plusDays(1).toString();
            assertThat(then.pages(question(start, end, Granularity.DAILY)))
                    .flatExtracting(page -> page.resultsByTime())
                    .allMatch(time ->
                            time.estimated() == time.timePeriod().start().compareTo(firstEstimated) >= 0);
        }
    }

    @Test
    void theSameSeedGivesTheSameAnswers() {
        try (var other = Aws.at("2026-11-24T18:00:00Z")) {
            var question = question("2026-11-01", TO, Granularity.DAILY, tag("team"), dimension("USAGE_TYPE"));
            assertThat(other.answer(question)).isEqualTo(aws.answer(question));
        }
    }

    @Test
    void tagsAndDimensionValuesAreThoseOfTheGroups() {
        var tags = aws.ce.getTags(
                it -> it.timePeriod(period -> period.start(FROM).end(TO)).tagKey("team"));
        var groups = aws.answer(question(FROM, TO, Granularity.MONTHLY, tag("team"))).keySet().stream()
                .map(key -> key.keys().getFirst().substring("team$".length()))
                .distinct();
        assertThat(tags.tags())
                .containsExactlyInAnyOrderElementsOf(groups.toList())
                .contains("");
        assertThat(tags.totalSize()).isEqualTo(tags.tags().size());
        var services = aws.ce.getDimensionValues(
                it -> it.timePeriod(period -> period.start(FROM).end(TO))
                        .dimension("SERVICE")
                        .filter(is("RECORD_TYPE", "Tax")));
        assertThat(services.dimensionValues())
                .singleElement()
                .satisfies(value -> assertThat(value.value()).isEqualTo("Tax"));
        var found = aws.ce.getDimensionValues(
                it -> it.timePeriod(period -> period.start(FROM).end(TO))
                        .dimension("LINKED_ACCOUNT")
                        .maxResults(5));
        assertThat(found.dimensionValues()).hasSize(5);
        assertThat(found.totalSize()).isEqualTo(12);
        assertThat(found.nextPageToken()).isNotNull();
    }
}
