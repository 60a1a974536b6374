package dev.bursar.spend;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.org.spi.AccountSource;
import dev.bursar.spend.CostExplorerDifference.Metric;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bridge to Cost Explorer is compared with sums over the charges as AWS gave them. */
class CostExplorerDifferencesTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");
    private static final LocalDate LAST = LocalDate.parse("2026-10-01");
    private static ChargeDatabase db;
    private static TeamId vision;
    private static List<SourceCharge> charges;

    @BeforeAll
    static void start() {
        db = new ChargeDatabase();
        vision = db.team("Vision");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.beans
                .get(Organisation.class)
                .observed(List.of(
                        new AccountSource.Found(ACCOUNTS.getFirst(), "Research", "1", "ACTIVE"),
                        new AccountSource.Found("999999999999", "Idle account", "1", "ACTIVE")));
        var random = new Random(7);
        var slices = new ArrayList<Slice>();
        FIRST.datesUntil(LAST)
                .forEach(day ->
                        ACCOUNTS.forEach(account -> slices.add(ChargeDatabase.randomSlice(random, day, account))));
        db.load(slices);
        charges = slices.stream().flatMap(slice -> slice.charges().stream()).toList();
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    private static BigDecimal source(Predicate<SourceCharge> which, Function<SourceCharge, BigDecimal> cost) {
        return charges.stream()
                .filter(charge -> charge.amounts().currency().equals("USD"))
                .filter(which)
                .map(cost)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static CostExplorerDifference ask(CostMetric cost, Set<Exclusion> without, CostFilter... filters) {
        return db.beans
                .get(CostExplorerDifferences.class)
                .of(
                        new CostQuery(
                                FIRST,
                                LAST,
                                Granularity.DAILY,
                                cost,
                                Dimension.SERVICE,
                                null,
                                without,
                                null,
                                List.of(filters)),
                        "USD")
                .orElseThrow();
    }

    @Test
    void theLinesBetweenTheTwoFiguresAddUpToTheLastDigit() {
        db.visibility.set(Visibility.EVERYTHING);
        var team = new CostFilter(Dimension.TEAM, CostFilter.Operator.IS, List.of("" + vision.value()));
        for (CostMetric cost : CostMetric.values()) {
            for (Set<Exclusion> without :
                    List.of(Set.<Exclusion>of(), Set.of(Exclusion.TAX), Set.of(Exclusion.values()))) {
                for (CostFilter[] filters : new CostFilter[][] {{}, {team}}) {
                    CostExplorerDifference difference = ask(cost, without, filters);
                    assertThat(difference.leftOut().values().stream()
                                    .reduce(difference.figure().add(difference.netted()), BigDecimal::add))
                            .isEqualByComparingTo(difference.costExplorer());
                    assertThat(difference.leftOut().keySet()).isEqualTo(without);
                }
            }
        }
    }

    @Test
    void theMetricsAreWhatTheSourceGave() {
        db.visibility.set(Visibility.EVERYTHING);
        CostExplorerDifference effective = ask(CostMetric.EFFECTIVE, Set.of());
        assertThat(effective.metric()).isEqualTo(Metric.NET_AMORTIZED);
        assertThat(effective.costExplorer())
                .isEqualByComparingTo(
                        source(charge -> true, charge -> charge.amounts().netAmortized()))
                .isEqualByComparingTo(effective.figure());
        assertThat(effective.netted()).isZero();
        CostExplorerDifference billed = ask(CostMetric.BILLED, Set.of(Exclusion.CREDITS));
        assertThat(billed.metric()).isEqualTo(Metric.NET_UNBLENDED);
        assertThat(billed.costExplorer())
                .isEqualByComparingTo(
                        source(charge -> true, charge -> charge.amounts().netUnblended()));
        assertThat(billed.leftOut().get(Exclusion.CREDITS))
                .isEqualByComparingTo(source(
                        charge -> charge.recordType().equals("Credit"),
                        charge -> charge.amounts().netUnblended()));
        assertThat(billed.covered())
                .isEqualByComparingTo(source(
                        charge -> charge.recordType().equals("SavingsPlanCoveredUsage"),
                        charge -> charge.amounts().netUnblended()));
        assertThat(billed.netted()).as("all of it is netted within the whole").isZero();
        assertThat(billed.otherMetrics().get(Metric.UNBLENDED))
                .isEqualByComparingTo(
                        source(charge -> true, charge -> charge.amounts().unblended()));
        assertThat(billed.otherMetrics().get(Metric.AMORTIZED))
                .isEqualByComparingTo(
                        source(charge -> true, charge -> charge.amounts().amortized()));
    }

    @Test
    void accountsOfWhichNothingWasReadAreNamed() {
        db.visibility.set(Visibility.EVERYTHING);
        assertThat(ask(CostMetric.EFFECTIVE, Set.of()).accounts())
                .isEqualTo(new CostExplorerDifference.Accounts(2, 1, List.of("Idle account")));
    }

    @Test
    void aLeadLearnsOnlyOfTheirOwnCosts() {
        db.visibility.set(new Visibility(false, List.of(new Visibility.Span(vision, FIRST, LAST))));
        CostExplorerDifference difference = ask(CostMetric.BILLED, Set.of());
        assertThat(difference.accounts()).isNull();
        assertThat(difference.costExplorer())
                .isEqualByComparingTo(source(
                        charge -> charge.tagValue().equalsIgnoreCase("vision"),
                        charge -> charge.amounts().netUnblended()));
        assertThat(difference.negation())
                .isEqualByComparingTo(source(
                        charge -> charge.tagValue().equalsIgnoreCase("vision")
                                && charge.recordType().equals("SavingsPlanNegation"),
                        charge -> charge.amounts().netUnblended()));
    }
}
