package dev.bursar.efficiency.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cost is what was billed, rate is what a month costs at the present size, and no saving is above either. */
class JudgedCostTest {
    private static final LocalDate LAST = JudgedWorkload.LAST;
    private static final Instant OLD = Instant.parse("2026-06-01T00:00:00Z");

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static void idle(HourPoints point) {}

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** So many days up to the last one, each at the same cost. */
    private static JudgedWorkload daily(JudgedWorkload workload, int days, String amount) {
        for (int i = 0; i < days; i++) {
            workload.cost(LAST.minusDays(i), 24, amount);
        }
        return workload;
    }

    @Test
    void anEndpointThatIsTwelveDaysOldCostsWhatItsTwelveDaysCost() {
        LocalDate first = LAST.minusDays(11);
        Finding found = daily(
                        new JudgedWorkload(start(first).plusSeconds(15 * 3600)).chargedDays(Origin.COST_EXPLORER, 14),
                        11,
                        "24")
                .cost(first, 9, "9")
                .judge();

        assertThat(found.cost()).isEqualByComparingTo("273");
        assertThat(found.costSource()).isEqualTo("cost_explorer");
        assertThat(found.costDays()).isEqualTo(12);
        assertThat(found.rate()).as("by its eleven whole days").isEqualByComparingTo("730");
    }

    @Test
    void daysThatCostExplorerNoLongerTellsCountUpToThirty() {
        Finding found = daily(new JudgedWorkload(OLD).chargedDays(Origin.COST_EXPLORER, 40), 40, "10")
                .judge();

        assertThat(found.cost()).isEqualByComparingTo("300");
    }

    @Test
    void withoutChargesTheMeasuredHoursCountAtListPriceAndNotOneMore() {
        Instant created = start(LAST.minusDays(4)).plusSeconds(12 * 3600);
        Finding found = new JudgedWorkload(created)
                .hours(created, JudgedWorkload.NOW, JudgedCostTest::idle)
                .judge();

        // half a day, five days, nine hours
        assertThat(found.cost()).isEqualByComparingTo(new BigDecimal("0.922").multiply(BigDecimal.valueOf(141)));
        assertThat(found.costSource()).isEqualTo("list");
        assertThat(cents(found.rate())).isEqualByComparingTo("673.06");
    }

    @Test
    void theRateIsOfTheDaysAtThePresentSize() {
        var workload = new JudgedWorkload(OLD)
                .modified(start(LAST.minusDays(2)).plusSeconds(3600))
                .chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < 30; i++) {
            workload.cost(LAST.minusDays(i), 24, i < 2 ? "24" : "96");
        }

        Finding found = workload.judge();
        assertThat(found.cost()).isEqualByComparingTo("2736");
        assertThat(found.rate()).isEqualByComparingTo("730");
    }

    @Test
    void daysOfAnotherInstanceTypeAreNotOfThePresentSize() {
        var workload = new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < 30; i++) {
            workload.cost(LAST.minusDays(i), i < 5 ? JudgedWorkload.TYPE : "ml.m5.xlarge", 24, i < 5 ? "24" : "6");
        }

        assertThat(workload.judge().rate()).isEqualByComparingTo("730");
    }

    /** What was paid for another type says nothing of the present one: a saving would be of another bill. */
    @Test
    void whatIsPaidOfTheListPriceIsOfTheDaysAtThePresentSize() {
        var workload = new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < 14; i++) {
            // half of the list price for the present type, all of it for the one before
            workload.cost(
                    LAST.minusDays(i), i < 5 ? JudgedWorkload.TYPE : "ml.m5.xlarge", 24, i < 5 ? "11.064" : "5.52");
        }
        workload.offered(
                JudgedWorkload.offer(JudgedWorkload.TYPE, 16, 64, "0.922"),
                JudgedWorkload.offer("ml.m5.xlarge", 4, 16, "0.23"));

        assertThat(new JudgedCost(workload.measures(), 0).paidShare())
                .hasValueSatisfying(share -> assertThat(share).isEqualByComparingTo("0.5"));
    }

    /** A day's hours and its volume, and what a month costs of the former. */
    @ParameterizedTest
    @CsvSource({"12, 0, 365.00", "12, 2.40, 365.00", "0, 2.40, 0.00"})
    void aStopSavesWhatIsBilledByTheHour(String hours, String volume, String month) {
        var notebook = notebook(hours, volume);

        assertThat(new JudgedCost(notebook.measures(), 0).billedHoursMonth())
                .hasValueSatisfying(saved -> assertThat(saved).isEqualByComparingTo(month));
    }

    private static JudgedWorkload notebook(String hours, String volume) {
        var notebook = new JudgedWorkload(OLD).kind(WorkloadKind.NOTEBOOK).chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < 30; i++) {
            notebook.cost(LAST.minusDays(i), 24, hours).cost(LAST.minusDays(i), "", 0, volume);
        }
        return notebook;
    }

    @Test
    void aStoppedNotebooksVolumeGoesOnCosting() {
        Finding found = notebook("12", "2.40").unopenedSince(OLD).judge();

        assertThat(found.rate()).isEqualByComparingTo("438");
        assertThat(found.saving()).isEqualByComparingTo("365");
        ProposedChange proposal = found.proposals().getFirst();
        assertThat(proposal.billSaving()).isEqualByComparingTo("365");
        assertThat(JudgedWorkload.evidence(proposal))
                .contains(
                        "It ran for 336 billed hours in 14 days. These cost $168.00.",
                        "Charges that aren\u2019t by the hour, such as its volume, were $33.60 in these days."
                                + " Stopping it doesn\u2019t save them.");
    }

    @Test
    void anInstanceOfWhichNobodySaysWhenItWasMadeIsThereFromItsFirstCharge() {
        Finding found = daily(new JudgedWorkload(OLD).kind(WorkloadKind.EC2).chargedDays(Origin.EXPORT, 93), 3, "24")
                .cost(LAST.minusDays(3), 1, "1")
                .judge();

        assertThat(found.rate()).isEqualByComparingTo("730");
    }

    @Test
    void whatHasNoWholeDayHasNoRate() {
        Finding found = new JudgedWorkload(start(LAST).plusSeconds(3600))
                .chargedDays(Origin.EXPORT, 93)
                .cost(LAST, 23, "23")
                .judge();

        assertThat(found.cost()).isEqualByComparingTo("23");
        assertThat(found.rate()).isNull();
    }

    @Test
    void theCostOfIdleHoursIsOfTheSameDaysAndNoMoreThanTheCost() {
        Finding found = daily(new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93), 30, "22.128")
                .hours(start(LAST.minusDays(29)), start(LAST.minusDays(13)), point -> point.requests(5.0))
                .hours(start(LAST.minusDays(13)), start(LAST.plusDays(1)), JudgedCostTest::idle)
                .judge();

        assertThat(found.cost()).isEqualByComparingTo("663.84");
        assertThat(found.idleCost().money().orElseThrow()).isEqualByComparingTo("309.792");
    }

    @Test
    void aZombieSavesNoMoreThanItCosts() {
        // a Savings Plan pays for it: 60 % of list price
        Finding found = daily(new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93), 30, "13.2768")
                .hours(start(LAST.minusDays(29)), start(LAST.plusDays(1)), JudgedCostTest::idle)
                .judge();

        assertThat(found.state()).isEqualTo(FindingState.ZOMBIE);
        ProposedChange proposal = found.proposals().getFirst();
        assertThat(proposal.listSaving()).isEqualByComparingTo("673.06");
        assertThat(proposal.billSaving()).isEqualByComparingTo("403.84");
        assertThat(cents(found.rate())).isEqualByComparingTo("403.84");
        assertThat(cents(found.saving())).isEqualByComparingTo("403.84");
        assertThat(JudgedWorkload.evidence(proposal))
                .contains("It is InService and cost $398.30 in 30 days (charges by resource).");
    }

    @Test
    void aZombieThatRanLessThanItsSizeSavesNoMoreThanItsRate() {
        var workload = new JudgedWorkload(OLD);
        for (int i = 0; i < 30; i++) {
            LocalDate day = LAST.plusDays(1).minusDays(i);
            workload.hours(start(day), start(day.plusDays(1)), point -> point.instances(0.95));
        }

        Finding found = workload.judge();
        assertThat(found.state()).isEqualTo(FindingState.ZOMBIE);
        assertThat(found.saving()).isLessThanOrEqualTo(found.rate());
    }

    // teams

    /** Amounts of teams 7, 8 and nobody's, the owner by rules, and the finding's team and whether several pay. */
    @ParameterizedTest
    @CsvSource({
        "10, 0, 0, 0, 7, false",
        "10, 11, 0, 0, 8, true",
        "10, 10, 0, 0, 7, true",
        "10, 0, 90, 0, 7, true",
        "0, 0, 90, 0, 0, false",
        "0, 0, 90, 4, 4, false",
        "0, 0, 0, 4, 4, false"
    })
    void aWorkloadIsTheTeamsThatPaysMost(int seven, int eight, int nobody, int owner, int team, boolean several) {
        var workload = new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93);
        Map.of(7, seven, 8, eight, 0, nobody).forEach((who, amount) -> {
            if (amount > 0) {
                workload.cost(LAST, who, JudgedWorkload.TYPE, 24, String.valueOf(amount));
            }
        });

        var costs = new JudgedCost(workload.measures(), owner);
        assertThat(costs.team()).isEqualTo(team);
        assertThat(costs.isShared()).isEqualTo(several);
        assertThat(costs.billedMonth().isPresent()).isEqualTo(!several && seven + eight + nobody > 0);
        assertThat(costs.paidShare().isPresent()).isEqualTo(!several && seven + eight + nobody > 0);
    }

    /** Charges ended long ago, and the cost is of the days before that: another team's among them. */
    @Test
    void whoseACostIsIsAskedOfAllItsDays() {
        LocalDate last = LAST.minusDays(40);
        var workload = new JudgedWorkload(OLD)
                .chargesEnd(last)
                .cost(last, 7, JudgedWorkload.TYPE, 24, "10")
                .cost(last.minusDays(29), 8, JudgedWorkload.TYPE, 24, "12");

        var costs = new JudgedCost(workload.measures(), 7);
        assertThat(costs.cost().amount()).isEqualByComparingTo("22");
        assertThat(costs.isShared()).isTrue();
    }

    /** The list price where the bill says it, else that of today. */
    @Test
    void costIsNotKnownWhereThePriceIsNotOrCurrenciesDiffer() {
        assertThat(new JudgedCost(new JudgedWorkload(OLD).measures(), 0).cost()).isEqualTo(JudgedCost.Cost.UNKNOWN);
        var two = daily(new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93), 30, "24")
                .in("EUR")
                .cost(LAST, 1, "1")
                .hours(start(LAST.minusDays(29)), start(LAST.plusDays(1)), JudgedCostTest::idle);
        assertThat(new JudgedCost(two.measures(), 0).cost()).isEqualTo(JudgedCost.Cost.UNKNOWN);
        assertThat(new JudgedCost(two.measures(), 0).rate().money()).isEmpty();
        var unpriced = new JudgedWorkload(OLD)
                .on("ml.x9.large")
                .hours(start(LAST.minusDays(29)), start(LAST.plusDays(1)), JudgedCostTest::idle);
        assertThat(new JudgedCost(unpriced.measures(), 0).cost()).isEqualTo(JudgedCost.Cost.UNKNOWN);
    }

    /** The days in the window that charges are known of, and the mean of one. */
    @ParameterizedTest
    @CsvSource({"14, 14, 10", "14, 7, 5", "7, 7, 10"})
    void aDaysMeanIsOfTheDaysThatChargesAreKnownOf(int known, int charged, String usd) {
        var workload = daily(new JudgedWorkload(OLD).chargedDays(Origin.COST_EXPLORER, known), charged, "10");

        assertThat(new JudgedCost(workload.measures(), 0).usdPerDay().money().orElseThrow())
                .isEqualByComparingTo(usd);
    }

    @Test
    void anEndpointThatScalesIsNotNewBecauseItScaled() {
        var workload = daily(new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93), 14, "24")
                .modified(start(LAST.minusDays(2)));
        workload.cost(LAST.minusDays(3), 1, "14");
        assertThat(new JudgedCost(workload.measures(), 0).rate().money().orElseThrow())
                .as("its last three days")
                .isEqualByComparingTo("730");
        assertThat(cents(new JudgedCost(workload.scalesTo(1).measures(), 0)
                        .rate()
                        .money()
                        .orElseThrow()))
                .as("all fourteen")
                .isEqualByComparingTo("760.42");
    }

    @Test
    void whatDoesNotRunHasNoRate() {
        var workload = daily(new JudgedWorkload(OLD).chargedDays(Origin.EXPORT, 93), 14, "24");
        assertThat(new JudgedCost(workload.status("Failed").measures(), 0)
                        .rate()
                        .money())
                .isEmpty();
    }

    /** Hours of a month that are billed as on the whole days. */
    @Test
    void hoursOfAMonthAreThoseOfItsWholeDays() {
        var notebook = new JudgedWorkload(OLD).kind(WorkloadKind.NOTEBOOK).chargedDays(Origin.EXPORT, 93);
        for (int i = 0; i < 30; i++) {
            notebook.cost(LAST.minusDays(i), i < 14 ? 6 : 24, "1");
        }
        assertThat(new JudgedCost(notebook.measures(), 0).hoursAMonth()).isEqualTo(182.5);
    }
}
