package dev.bursar.simulator;

import static dev.bursar.simulator.Aws.dimension;
import static dev.bursar.simulator.Aws.is;
import static dev.bursar.simulator.Aws.question;
import static dev.bursar.simulator.Aws.sums;
import static dev.bursar.simulator.Aws.tag;
import static dev.bursar.simulator.Aws.tagged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountState;

/** The organisation over time: what edits and passing days do to its answers, and who is in it. */
class SimulatorOrganisationTest {

    private final Instant[] now = {Instant.parse("2026-11-24T09:30:00Z")};
    private Aws aws;

    @BeforeEach
    void start() {
        aws = Aws.at(new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        });
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private Map<Aws.Key, Map<String, BigDecimal>> october() {
        return aws.answer(question("2026-10-01", "2026-11-01", Granularity.MONTHLY, tag("team"), dimension("SERVICE")));
    }

    @Test
    void movingATagKeepsAllOtherSums() {
        var teams = question("2026-10-01", "2026-11-01", Granularity.DAILY, tag("team"));
        var places = question(
                "2026-10-01", "2026-11-01", Granularity.DAILY, dimension("LINKED_ACCOUNT"), dimension("RECORD_TYPE"));
        var services = question("2026-10-01", "2026-11-01", Granularity.DAILY, dimension("SERVICE"));
        var before = List.of(aws.answer(teams), aws.answer(places), aws.answer(services));
        aws.organisation.moveTag(
                LocalDate.of(2026, 10, 5),
                LocalDate.of(2026, 10, 7),
                "210987654321",
                "Amazon SageMaker",
                "research",
                "vision",
                new BigDecimal("12.3400000001"));
        assertThat(aws.answer(places)).isEqualTo(before.get(1));
        assertThat(aws.answer(services)).isEqualTo(before.get(2));
        var after = new TreeMap<>(aws.answer(teams));
        after.entrySet().removeAll(before.getFirst().entrySet());
        assertThat(after.keySet())
                .containsExactly(
                        new Aws.Key("2026-10-05", List.of("team$research")),
                        new Aws.Key("2026-10-05", List.of("team$vision")),
                        new Aws.Key("2026-10-06", List.of("team$research")),
                        new Aws.Key("2026-10-06", List.of("team$vision")));
        var key = new Aws.Key("2026-10-05", List.of("team$vision"));
        assertThat(after.get(key)
                        .get("NetUnblendedCost")
                        .subtract(before.getFirst().get(key).get("NetUnblendedCost")))
                .isEqualByComparingTo("12.3400000001");
    }

    @Test
    void aClosedMonthIsRestated() {
        var before = october();
        var september = aws.answer(question("2026-09-01", "2026-10-01", Granularity.DAILY, dimension("SERVICE")));
        aws.organisation.restate(YearMonth.of(2026, 10));
        assertThat(october()).isNotEqualTo(before);
        assertThat(sums(october())).isNotEqualTo(sums(before));
        var net = sums(october());
        assertThat(net.get("NetUnblendedCost")).isEqualTo(net.get("UnblendedCost"));
        assertThat(aws.answer(question("2026-09-01", "2026-10-01", Granularity.DAILY, dimension("SERVICE"))))
                .isEqualTo(september);
    }

    @Test
    void anAddedLineIsAnsweredAndARemovedOneIsNot() {
        var value = "=cmd|' /C calc'!A0 \n <img onerror> \u202Eab $ 🚀".repeat(200);
        var day = LocalDate.of(2026, 10, 12);
        var cell = Cell.usage("012345678901", "Amazon Nothing", Map.of("team", value));
        aws.organisation.add(new Line(day, cell, Costs.same(new BigDecimal("0.0000000084")), BigDecimal.ONE));
        var question = question("2026-10-12", "2026-10-13", Granularity.DAILY, tag("team"));
        assertThat(aws.answer(question, it -> it.filter(is("SERVICE", "Amazon Nothing"))))
                .containsOnlyKeys(new Aws.Key("2026-10-12", List.of("team$" + value)));
        assertThat(sums(aws.answer(question, it -> it.filter(tagged(value)))))
                .containsEntry("UnblendedCost", new BigDecimal("8.4E-9"));
        aws.organisation.remove(
                day, day.plusDays(1), line -> line.cell().service().equals("Amazon Nothing"));
        assertThat(aws.answer(question, it -> it.filter(is("SERVICE", "Amazon Nothing"))))
                .isEmpty();
    }

    @Test
    void whatIsBookedOnTheFirstGrowsAsDaysPass() {
        var tax = question("2026-11-01", "2026-11-02", Granularity.DAILY, dimension("RECORD_TYPE"));
        var key = new Aws.Key("2026-11-01", List.of("Tax"));
        var before = aws.answer(tax).get(key).get("UnblendedCost");
        assertThat(aws.answer(question("2026-11-02", "2026-11-24", Granularity.DAILY, dimension("RECORD_TYPE"))))
                .noneSatisfy((day, amounts) -> assertThat(day.keys()).contains("Tax"));
        assertThat(sums(aws.answer(question("2026-11-24", "2026-11-25", Granularity.DAILY))))
                .containsEntry("UnblendedCost", BigDecimal.ZERO);
        now[0] = Instant.parse("2026-11-25T00:00:00Z");
        assertThat(aws.answer(tax).get(key).get("UnblendedCost")).isGreaterThan(before);
        assertThat(sums(aws.answer(question("2026-11-24", "2026-11-25", Granularity.DAILY)))
                        .get("UnblendedCost"))
                .isGreaterThan(new BigDecimal(10_000));
        var settled = october();
        now[0] = Instant.parse("2026-12-02T00:00:00Z");
        assertThat(october()).isEqualTo(settled);
        assertThat(aws.answer(question("2026-11-01", "2026-12-01", Granularity.DAILY)))
                .hasSize(30);
    }

    @Test
    void theMonthsAreOfTheSizeOfThePictures() {
        var months = aws.answer(question("2025-10-01", "2026-11-01", Granularity.MONTHLY));
        assertThat(months.values())
                .allSatisfy(sum -> assertThat(sum.get("NetAmortizedCost"))
                        .isBetween(new BigDecimal(400_000), new BigDecimal(620_000)));
    }

    @Test
    void accountsComeInPagesOfAtMostTwenty() {
        var all = aws.organizations.listAccountsPaginator(it -> it.maxResults(5)).stream()
                .flatMap(page -> page.accounts().stream())
                .toList();
        assertThat(all).hasSize(13).extracting(Account::id).contains("012345678901", "123456789012");
        assertThat(aws.simulator.requests().count("ListAccounts")).isEqualTo(3);
        assertThat(all)
                .filteredOn(account -> account.state() == AccountState.SUSPENDED)
                .extracting(Account::id)
                .containsExactly(Organisation.SUSPENDED.id());
        assertThat(all.getFirst().joinedTimestamp()).isBefore(now[0]);
        assertThatThrownBy(() -> aws.organizations.listAccounts(it -> it.maxResults(21)))
                .hasMessageContaining("MaxResults");
        assertThat(aws.organizations.describeOrganization().organization().masterAccountId())
                .isEqualTo(Organisation.PAYER);
    }

    @Test
    void aLargeOrganisationHasManyAccounts() {
        var clock = Clock.fixed(now[0], ZoneOffset.UTC);
        var large = Organisation.seeded(1, clock, new Organisation.Size(300, 60, 40));
        assertThat(large.accounts())
                .hasSize(300)
                .extracting(account -> account.id())
                .doesNotHaveDuplicates();
        var day = large.lines(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 21));
        assertThat(day)
                .extracting(line -> line.cell().account())
                .contains(large.accounts().getLast().id());
        assertThat(day.stream().map(line -> line.cell().service()).distinct()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(day.stream().map(line -> line.cell().tags().get("team")).distinct())
                .hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void aForecastIsTheMeanOfFourWeeksAndHasBoundsOnlyIfAsked() {
        var plain = aws.ce.getCostForecast(
                it -> it.timePeriod(period -> period.start("2026-11-24").end("2026-12-01"))
                        .metric("NET_AMORTIZED_COST")
                        .granularity("MONTHLY"));
        var seen = sums(aws.answer(question("2026-10-27", "2026-11-24", Granularity.DAILY)));
        assertThat(new BigDecimal(plain.total().amount()).multiply(BigDecimal.valueOf(4)))
                .isCloseTo(
                        seen.get("NetAmortizedCost"), org.assertj.core.data.Offset.offset(new BigDecimal("0.00001")));
        assertThat(plain.forecastResultsByTime()).singleElement().satisfies(time -> {
            assertThat(time.meanValue()).isEqualTo(plain.total().amount());
            assertThat(time.predictionIntervalLowerBound()).isNull();
        });
        var ranged = aws.ce.getCostForecast(
                it -> it.timePeriod(period -> period.start("2026-11-24").end("2026-12-01"))
                        .metric("NET_AMORTIZED_COST")
                        .granularity("DAILY")
                        .predictionIntervalLevel(80));
        assertThat(ranged.forecastResultsByTime())
                .hasSize(7)
                .allSatisfy(time -> assertThat(new BigDecimal(time.meanValue()))
                        .isBetween(
                                new BigDecimal(time.predictionIntervalLowerBound()),
                                new BigDecimal(time.predictionIntervalUpperBound())));
    }

    @Test
    void onlyTwoOfTheTagKeysAreActivated() {
        var tags = aws.ce.listCostAllocationTags(it -> it.status("Active")).costAllocationTags();
        assertThat(tags).extracting(tag -> tag.tagKey()).containsExactly("environment", "team");
        assertThat(aws.ce.listCostAllocationTagsPaginator(it -> it.maxResults(1)).stream())
                .hasSize(5);
        assertThat(aws.ce
                        .getTags(it -> it.timePeriod(
                                period -> period.start("2026-11-01").end("2026-11-24")))
                        .tags())
                .containsExactly("environment", "team");
    }

    @Test
    void requestsAreLoggedWithWhatTheyAsked() {
        aws.simulator.rowsPerPage(10);
        aws.pages(question("2026-11-23", "2026-11-24", Granularity.DAILY, tag("team"), dimension("SERVICE")).toBuilder()
                .filter(is("RECORD_TYPE", "Credit", "Tax", "EdpDiscount"))
                .build());
        assertThat(aws.simulator.requests().entries())
                .hasSizeGreaterThan(1)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo(new RequestLog.Entry(
                                        "ce",
                                        "GetCostAndUsage",
                                        List.of("TAG:team", "DIMENSION:SERVICE"),
                                        "DAILY",
                                        "2026-11-23",
                                        "2026-11-24",
                                        "{\"Dimensions\":{\"Key\":\"RECORD_TYPE\",\"Values\":[\"Credit\",\"Tax\",\"EdpDiscount\"]}}",
                                        1,
                                        RequestLog.OK,
                                        Organisation.PAYER,
                                        "us-east-1")),
                        second -> assertThat(second.page()).isEqualTo(2));
    }

    @Test
    void onlyThisMachineIsAnswered() throws Exception {
        assertThat(InetAddress.getByName(aws.simulator.endpoint().getHost()).isLoopbackAddress())
                .isTrue();
    }
}
