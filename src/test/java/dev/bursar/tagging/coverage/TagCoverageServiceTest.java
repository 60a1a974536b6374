package dev.bursar.tagging.coverage;

import static dev.bursar.tagging.TagFixture.charge;
import static dev.bursar.tagging.TagFixture.delivered;
import static dev.bursar.tagging.TagFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.SignedInAs;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.Role;
import dev.bursar.tagging.TagFixture;
import dev.bursar.tagging.coverage.CurrencyCoverage.Apart;
import dev.bursar.tagging.coverage.CurrencyCoverage.Untagged;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Coverage as each role, held against sums of the table of charges. */
@BursarTest
class TagCoverageServiceTest {
    private static final DayRange DAYS = new DayRange(LocalDate.parse("2026-09-01"), LocalDate.parse("2026-11-24"));

    /** The classification written anew, in SQL. */
    private static final String UNTAGGED_USAGE = """
            from charge c join term t on t.id = c.tag_value_id join term s on s.id = c.service_id
                 join term r on r.id = c.record_type_id
            where t.value = '' and c.currency = 'USD' and c.charge_day >= '2026-09-01' and c.charge_day < '2026-11-24'
              and r.value in ('Usage', 'SavingsPlanCoveredUsage', 'DiscountedUsage') and s.value not like 'AWS Support%'
            """;

    @Autowired
    ApplicationContext portal;

    @Autowired
    TagCoverageService service;

    @Autowired
    CostService costs;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void charges() throws IOException {
        JdbcClient jdbc = database.jdbc();
        jdbc.sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        ChargeFixture.load(portal);
        TagFixture.load(
                portal,
                usage("2026-09-30", "111111111111", "", "3.10"),
                charge("2026-09-30", "111111111111", "AWS Support (Business)", "Support", "", "USD", "9"),
                charge("2026-09-30", "111111111111", "AWS Support (Enterprise)", "Usage", "", "USD", "8"),
                charge("2026-09-30", "111111111111", "Tax", "Tax", "", "USD", "7"),
                charge("2026-09-30", "111111111111", "Amazon EC2", "SavingsPlanRecurringFee", "", "USD", "6"),
                charge("2026-09-30", "111111111111", "Amazon EC2", "SavingsPlanCoveredUsage", "vision", "USD", "5.5"),
                charge("2026-09-30", "111111111111", "Amazon EC2", "SavingsPlanNegation", "", "USD", "-0.5"),
                charge("2026-09-30", "111111111111", "Amazon EC2", "EdpDiscount", "", "USD", "-0.25"),
                charge("2026-09-30", "111111111111", "Amazon Route 53", "Fee", "", "USD", "0.75"),
                charge("2026-09-30", "111111111111", "Amazon S3", "Refund", "vision", "USD", "-1"));
        TagFixture.deliver(
                portal,
                delivered("2026-10-03", "Usage", "4", Map.of("team", "vision")),
                delivered("2026-10-04", "Usage", "2", Map.of("env", "prod", "aws:createdBy", "x")),
                delivered("2026-10-05", "Usage", "1", Map.of("aws_created_by", "x", "iamPrincipal/team", "vision")),
                delivered("2026-10-05", "Tax", "0.5", Map.of()));
    }

    private TagCoverage found(Optional<String> key) {
        return ((CoverageAnswer.Found) service.ask(Optional.of(DAYS), key)).coverage();
    }

    private static CurrencyCoverage of(TagCoverage coverage, String currency) {
        return coverage.currencies().stream()
                .filter(one -> one.currency().equals(currency))
                .findFirst()
                .orElseThrow();
    }

    private static BigDecimal sum(List<Untagged> rows) {
        return rows.stream().map(row -> row.amount().getAmount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void assertMoney(BigMoney money, String amount) {
        assertThat(money.getAmount()).isEqualByComparingTo(amount);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void figuresEqualTheTableOfChargesAndWhatSpendShows() {
        TagCoverage coverage = found(Optional.empty());
        CurrencyCoverage usd = of(coverage, "USD");
        BigDecimal untagged = database.jdbc()
                .sql("select sum(c.effective_cost) " + UNTAGGED_USAGE)
                .query(BigDecimal.class)
                .single();
        assertThat(usd.sums().untagged().getAmount()).isEqualByComparingTo(untagged);
        assertThat(sum(usd.accounts())).isEqualByComparingTo(untagged);
        assertThat(sum(usd.services())).isEqualByComparingTo(untagged);

        var all = costs.ask(new CostQuery(
                DAYS.from(), DAYS.to(), Granularity.MONTHLY, CostMetric.EFFECTIVE, Dimension.TEAM, List.of()));
        all.currencies()
                .forEach(spend -> assertThat(
                                of(coverage, spend.currency()).sums().total().getAmount())
                        .as(spend.currency())
                        .isEqualByComparingTo(spend.total()));
        for (int month = 0; month < 3; month++) {
            assertThat(usd.months().get(month).sums().total().getAmount())
                    .isEqualByComparingTo(
                            all.currencies().getFirst().perPeriod().get(month));
        }

        usd.services()
                .forEach(row -> assertThat(database.jdbc()
                                .sql("select sum(c.effective_cost) " + UNTAGGED_USAGE + " and s.value = :service")
                                .param("service", row.key())
                                .query(BigDecimal.class)
                                .single())
                        .as(row.key())
                        .isEqualByComparingTo(row.amount().getAmount()));
        // the link of a row leads to the row's own amount
        usd.accounts()
                .forEach(row -> assertThat(costs.ask(new CostQuery(
                                        DAYS.from(),
                                        DAYS.to(),
                                        Granularity.MONTHLY,
                                        CostMetric.EFFECTIVE,
                                        Dimension.SERVICE,
                                        coverage.untagged(Dimension.ACCOUNT, row.key())))
                                .currencies()
                                .getFirst()
                                .total())
                        .isEqualByComparingTo(row.amount().getAmount()));
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatIsForNoResourceIsApartByReason() {
        CurrencyCoverage usd = of(found(Optional.of("team")), "USD");
        Map<NotTaggable, BigDecimal> apart = usd.notTaggable().stream()
                .collect(Collectors.toMap(
                        Apart::why, part -> part.amount().getAmount().stripTrailingZeros()));
        assertThat(apart)
                .isEqualTo(Map.of(
                        NotTaggable.TAX, new BigDecimal("7.5"),
                        NotTaggable.SUPPORT, new BigDecimal("17"),
                        NotTaggable.COMMITMENT_FEE, new BigDecimal("6"),
                        NotTaggable.OTHER_FEE, new BigDecimal("0.75"),
                        NotTaggable.CREDIT, new BigDecimal("-13.5"),
                        NotTaggable.ADJUSTMENT, new BigDecimal("-1.75")));
        CoverageSums september = usd.months().getFirst().sums();
        assertMoney(september.tagged(), "5.5");
        assertMoney(september.untagged(), "3.10");
        assertThat(september.share())
                .hasValueSatisfying(share -> assertThat(share).isEqualByComparingTo("0.639535"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anotherTagIsKnownOfExportsOnly() {
        CurrencyCoverage usd = of(found(Optional.of("env")), "USD");
        assertMoney(usd.sums().tagged(), "2");
        assertMoney(usd.sums().untagged(), "5");
        assertThat(usd.sums().notStated().getAmount()).isGreaterThan(BigDecimal.valueOf(900));
        assertThat(usd.accounts()).singleElement().satisfies(row -> {
            assertThat(row.key()).isEqualTo("000000000002");
            assertMoney(row.amount(), "5");
        });
        assertThat(usd.anyTag()).hasValueSatisfying(any -> {
            assertMoney(any.tagged(), "6");
            assertMoney(any.byCaller(), "1");
            assertMoney(any.neither(), "0");
            assertMoney(any.all(), "7");
        });
        assertThat(service.ask(Optional.of(DAYS), Optional.of("cost-centre")))
                .isInstanceOf(CoverageAnswer.NeedsExport.class);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesTheirTeamsOnlyAndNoKeyOfOthers() {
        CurrencyCoverage usd = of(found(Optional.empty()), "USD");
        assertMoney(usd.sums().untagged(), "0");
        assertThat(usd.accounts()).isEmpty();
        BigDecimal own = database.jdbc().sql("""
                        select sum(c.effective_cost) from charge c join team t on t.id = c.team_id
                         where t.name = 'Vision' and c.charge_day >= '2026-09-01' and c.charge_day < '2026-11-24'
                        """).query(BigDecimal.class).single();
        assertThat(usd.sums().total().getAmount()).isEqualByComparingTo(own);
        assertThat(found(Optional.empty()).currencies()).hasSize(1);
        assertThat(service.ask(Optional.of(DAYS), Optional.of("env")))
                .as("only costs of others have it")
                .isInstanceOf(CoverageAnswer.NeedsExport.class);
        assertThat(usd.anyTag()).hasValueSatisfying(any -> assertMoney(any.all(), "4"));
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Nobody's")
    void aLeadOfNothingSeesNothing() {
        assertThat(service.ask(Optional.of(DAYS), Optional.empty())).isInstanceOf(CoverageAnswer.NoCosts.class);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutDaysItIsTheLastSixMonthsWithCosts() {
        var answer = (CoverageAnswer.Found) service.ask(Optional.empty(), Optional.empty());
        assertThat(answer.coverage().days()).isEqualTo(DAYS);
        assertThat(answer.keys()).startsWith("team").contains("env");
        database.jdbc()
                .sql("update team_key set tag_key = null, chosen_by = null, chosen_at = null")
                .update();
        assertThat(service.ask(Optional.empty(), Optional.empty())).isInstanceOf(CoverageAnswer.NoTeamKey.class);
    }
}
