package dev.bursar.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.PersonRow;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.budgets.alerts.BudgetWatch;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.plan.BudgetPlanning;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** It is 24 November; costs reach from 1 October to 23 November, 5.5 USD a day of Vision and 2.25 of Fraud. */
@BursarTest
@SignedInAs(Role.ADMIN)
class BudgetTest {
    private static final LocalDate NOVEMBER = LocalDate.parse("2026-11-01");

    @Autowired
    ApplicationContext portal;

    @Autowired
    BudgetEdits edits;

    @Autowired
    BudgetPlanning planning;

    @Autowired
    BudgetService service;

    @Autowired
    BudgetWatch watch;

    @Autowired
    BackgroundScope background;

    @Autowired
    OnBehalf onBehalf;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void costs() {
        try (var owner = database.owner()) {
            BudgetTables.clear(JdbcClient.create(owner));
            JdbcClient.create(owner).sql("delete from outbox").update();
        }
        TeamsFixture.load(portal);
        clock.forward(Duration.between(clock.instant(), TestClock.START));
    }

    /** Acts as Bursar itself, which never does so in somebody's place. */
    private <T> T system(Supplier<T> work) {
        SecurityContext signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return background.call(work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    private <T> T as(PersonId person, Supplier<T> work) {
        SecurityContext signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return onBehalf.call(person, work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private BudgetDraft draft(String team, String limit) {
        return draft(new BudgetScope.OfTeam(team(team)), List.of(new BigDecimal(limit)));
    }

    private static BudgetDraft draft(BudgetScope scope, List<BigDecimal> limits) {
        return new BudgetDraft(
                scope,
                Cadence.MONTH,
                "USD",
                NOVEMBER,
                limits,
                BudgetBasis.USUAL,
                BudgetDraft.USUAL_THRESHOLDS,
                true,
                Set.of());
    }

    private PersonId lead(String name, String team) {
        PersonId lead = person(name, Role.LEAD);
        system(() -> {
            people.assignLead(lead, new LedTeam(team(team), LocalDate.parse("2026-01-01"), null));
            return true;
        });
        return lead;
    }

    private PersonId person(String name, Role role) {
        PersonId person = system(() -> people.find(name)
                .map(PersonRow::id)
                .orElseGet(() -> people.create(new NewPerson(name, name, Set.of(role)))));
        try (var owner = database.owner()) {
            JdbcClient.create(owner)
                    .sql("update person set email = :mail where id = :id")
                    .param("mail", name + "@example.org")
                    .param("id", person.value())
                    .update();
        }
        return person;
    }

    /** The watch decides at the second of two looks that see the same. */
    private void look() {
        lookOnce();
        lookOnce();
    }

    private void lookOnce() {
        system(() -> {
            watch.look();
            return true;
        });
    }

    private void spend(String day, String tag, String amount) {
        ChargeFixture.load(portal, day, "111111111111", "Amazon EC2", tag, amount);
    }

    private List<String> mails() {
        return database.jdbc()
                .sql("select recipient || E'\\n' || subject || E'\\n' || body from outbox order by id")
                .query(String.class)
                .list();
    }

    private List<String> alerts() {
        return database.jdbc()
                .sql("select kind || ' ' || percent || ' ' || told || ' ' || coalesce(restated_to::text, '-') from"
                        + " budget_alert order by kind, percent")
                .query(String.class)
                .list();
    }

    @Test
    void anOverrunIsToldOnceToTheLeadAndToNobodyElse() {
        PersonId vision = lead("vision-lead", "Vision");
        PersonId fraud = lead("fraud-lead", "Fraud");
        int id = edits.create(draft("Vision", "1000"));
        look();
        assertThat(mails()).isEmpty();

        spend("2026-11-20", "vision", "2000");
        look();
        look();
        assertThat(mails())
                .singleElement()
                .asString()
                .startsWith("vision-lead@example.org\nVision has spent 213% of its budget for November 2026")
                .contains("$2,126.50 spent, limit $1,000.00", "Alert at 100% spent")
                .contains("Largest increases: Amazon EC2 +$2,000.00 and account 111111111111 +$2,000.00, compared with"
                        + " 1\u201323 Oct")
                .contains("/budgets/" + id, "/spend?from=2026-11-01&to=2026-12-01");
        assertThat(alerts())
                .containsExactly("ACTUAL 50 true -", "ACTUAL 80 true -", "ACTUAL 100 true -", "PROJECTED 100 true -");

        var movement =
                as(vision, () -> service.sheet(id)).orElseThrow().movement().orElseThrow();
        assertThat(movement.before()).hasToString("Optional[2026-10-01/2026-10-24]");
        assertThat(movement.drivers()).singleElement().satisfies(driver -> {
            assertThat(driver.service()).isEqualTo("Amazon EC2");
            assertThat(driver.team()).isEqualTo("Vision");
            assertThat(driver.grew()).isEqualByComparingTo("2000");
            assertThat(driver.address())
                    .startsWith("spend?from=2026-11-01&to=2026-11-24&by=account&without=credits&f=")
                    .contains("service.is.Amazon")
                    .endsWith("&compare=previous");
        });
        assertThat(as(vision, service::alerted)).hasValueSatisfying(alerted -> {
            assertThat(alerted.budgets()).isEqualTo(1);
            assertThat(alerted.over().get("USD")).isGreaterThanOrEqualTo(new BigDecimal("1126.50"));
        });
        assertThat(as(fraud, service::alerted)).as("another team's").isEmpty();
        assertThat(as(fraud, () -> service.page().rows())).isEmpty();
        assertThat(as(fraud, () -> service.sheet(id))).isEmpty();
        long alert = as(vision, () -> service.sheet(id))
                .orElseThrow()
                .alerts()
                .getFirst()
                .id();
        assertThat(as(fraud, () -> service.acknowledge(alert))).isFalse();
        assertThat(as(vision, () -> service.acknowledge(alert))).isTrue();
        assertThat(as(vision, () -> service.acknowledge(alert))).as("again").isFalse();
        assertThat(service.sheet(id).orElseThrow().alerts().stream()
                        .filter(one -> one.id() == alert)
                        .map(one -> one.acknowledged().name()))
                .containsExactly("vision-lead");
        assertThat(as(fraud, () -> service.acknowledgeAll(id))).isZero();
        assertThat(as(vision, () -> service.acknowledgeAll(id))).isEqualTo(3);
        assertThat(as(vision, service::alerted).orElseThrow().budgets()).isZero();
    }

    @Test
    void aLeadsPartOfADepartmentIsNotTheirs() {
        PersonId vision = lead("vision-lead", "Vision");
        edits.create(draft(new BudgetScope.OfEverything(), List.of(BigDecimal.TEN)));
        edits.create(draft(new BudgetScope.OfUnallocated(), List.of(BigDecimal.TEN)));
        assertThat(as(vision, () -> service.page().rows())).isEmpty();
        assertThat(service.page().rows()).hasSize(2);
        look();
        assertThat(mails()).isEmpty();
    }

    @Test
    void alertsWaitUntilCostsHaveStoppedChanging() {
        lead("vision-lead", "Vision");
        edits.create(draft("Vision", "1000"));
        look();
        spend("2026-11-20", "vision", "2000");
        lookOnce();
        assertThat(alerts()).as("they may still be loading").isEmpty();
        spend("2026-11-20", "vision", "1");
        lookOnce();
        lookOnce();
        assertThat(alerts()).as("2,000 was no sum of one moment").isEmpty();
        spend("2026-11-20", "vision", "2000");
        lookOnce();
        lookOnce();
        assertThat(alerts()).hasSize(4);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whatIsPassedWhenABudgetIsMadeOrLoweredIsRecordedAndToldToNobody() {
        lead("vision-lead", "Vision");
        int id = edits.create(draft("Vision", "150"));
        assertThat(alerts()).containsExactly("ACTUAL 50 false -", "ACTUAL 80 false -", "PROJECTED 100 false -");
        look();
        assertThat(mails()).isEmpty();
        edits.change(id, 1, draft("Vision", "120"));
        look();
        assertThat(mails()).isEmpty();
        assertThat(alerts()).contains("ACTUAL 100 false -");
    }

    @Test
    void whatWasRecordedFromSumsOfOneMomentIsWithdrawnAndToldOnceCostsPassIt() {
        lead("vision-lead", "Vision");
        spend("2026-11-20", "vision", "2000"); // costs are still loading
        int id = edits.create(draft("Vision", "1000"));
        assertThat(alerts()).hasSize(4).allMatch(alert -> alert.endsWith(" false -"));
        spend("2026-11-20", "vision", "1");
        look();
        assertThat(alerts()).contains("ACTUAL 50 false 127.5", "ACTUAL 80 false 127.5", "ACTUAL 100 false 127.5");
        assertThat(service.sheet(id).orElseThrow().alerts()).allMatch(BudgetAlert::isWithdrawn);
        assertThat(mails()).isEmpty();
        spend("2026-11-20", "vision", "2000");
        look();
        look();
        assertThat(alerts())
                .containsExactly("ACTUAL 50 true -", "ACTUAL 80 true -", "ACTUAL 100 true -", "PROJECTED 100 true -");
        assertThat(mails()).hasSize(1);
    }

    @Test
    void aLimitThatWasTooLowForAMomentHidesNoLaterAlert() {
        lead("vision-lead", "Vision");
        int id = edits.create(draft("Vision", "10"));
        look();
        edits.change(id, 1, draft("Vision", "1000"));
        look();
        assertThat(mails()).isEmpty();
        spend("2026-11-20", "vision", "2000");
        look();
        assertThat(mails()).hasSize(1);
        assertThat(alerts()).contains("ACTUAL 100 true -");
    }

    @Test
    void aThresholdThatCostsPassedBeforeAChangeIsStillTold() {
        lead("vision-lead", "Vision");
        int id = edits.create(draft("Vision", "1000"));
        spend("2026-11-20", "vision", "2000");
        // the admin changes something else before the next look
        edits.change(id, 1, draft("Vision", "1001"));
        look();
        assertThat(mails()).hasSize(1);
    }

    @Test
    void restatedCostsTellTheTruth() {
        lead("vision-lead", "Vision");
        edits.create(draft("Vision", "1000"));
        spend("2026-11-20", "vision", "2000");
        look();
        spend("2026-11-20", "vision", "653.5");
        look();
        assertThat(alerts())
                .containsExactly(
                        "ACTUAL 50 true -", "ACTUAL 80 true 780.0", "ACTUAL 100 true 780.0", "PROJECTED 100 true -");
        assertThat(service.page().rows().getFirst().figures().state()).isEqualTo(BudgetState.FORECAST_OVER);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void nothingIsDoneWhenNothingChanged() {
        edits.create(draft("Vision", "150"));
        look();
        String seen = database.jdbc()
                .sql("select xmin::text || seen from budget_look")
                .query(String.class)
                .single();
        look();
        assertThat(database.jdbc()
                        .sql("select xmin::text || seen from budget_look")
                        .query(String.class)
                        .single())
                .isEqualTo(seen);
        clock.forward(Duration.ofDays(1));
        look();
        assertThat(database.jdbc()
                        .sql("select seen from budget_look")
                        .query(String.class)
                        .single())
                .startsWith("2026-11-25");
    }

    /** A crash between deciding and queueing loses both: the next look does both. */
    @Test
    void whatCannotBeQueuedIsNotDecided() {
        lead("vision-lead", "Vision");
        edits.create(draft("Vision", "1000"));
        spend("2026-11-20", "vision", "2000");
        asOwner("alter table outbox add constraint broken check (subject is null) not valid");
        try {
            assertThatThrownBy(this::look).isInstanceOf(DataIntegrityViolationException.class);
            assertThat(alerts()).isEmpty();
        } finally {
            asOwner("alter table outbox drop constraint broken");
        }
        look();
        assertThat(alerts()).hasSize(4);
        assertThat(mails()).hasSize(1);
    }

    private void asOwner(String statement) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(statement).update();
        }
    }

    @Test
    void twoNodesDecideOnce() throws Exception {
        lead("vision-lead", "Vision");
        edits.create(draft("Vision", "1000"));
        spend("2026-11-20", "vision", "2000");
        try (var nodes = Executors.newFixedThreadPool(4)) {
            List<Callable<Object>> looks = IntStream.range(0, 4)
                    .<Callable<Object>>mapToObj(node -> () -> {
                        look();
                        return node;
                    })
                    .toList();
            for (var done : nodes.invokeAll(looks)) {
                done.get();
            }
        }
        assertThat(mails()).hasSize(1);
        assertThat(alerts()).hasSize(4);
    }

    @Test
    void oneMailForAllBudgetsOfAPerson() {
        PersonId lead = lead("vision-lead", "Vision");
        PersonId finance = person("finance", Role.FINANCE);
        for (String team : List.of("Vision", "Fraud")) {
            BudgetDraft one = draft(team, "1000");
            edits.create(new BudgetDraft(
                    one.scope(),
                    one.cadence(),
                    one.currency(),
                    one.from(),
                    one.limits(),
                    one.basis(),
                    one.thresholds(),
                    true,
                    Set.of(finance, lead)));
        }
        spend("2026-11-20", "vision", "2000");
        ChargeFixture.load(portal, "2026-11-20", "222222222222", "Amazon EC2", "fraud", "2000");
        look();
        assertThat(mails())
                .hasSize(2)
                .anySatisfy(mail -> assertThat(mail)
                        .startsWith("finance@example.org\n2 budgets passed a threshold")
                        .contains("Vision has spent", "Fraud has spent"))
                .anySatisfy(mail -> assertThat(mail)
                        .startsWith("vision-lead@example.org\nVision has spent")
                        .doesNotContain("Fraud"));
    }

    @Test
    void aLateCostOfLastMonthIsStillTold() {
        lead("vision-lead", "Vision");
        edits.create(draft("Vision", "1000"));
        look();
        clock.forward(Duration.ofDays(8));
        spend("2026-11-30", "vision", "2000");
        look();
        assertThat(mails()).singleElement().asString().contains("Vision has spent", "November 2026");
    }

    @Test
    void aChangeHoldsFromAPeriodOnAndThePastStays() {
        int id = edits.create(draft("Vision", "150"));
        clock.forward(Duration.ofDays(14));
        spend("2026-12-07", "vision", "10");
        BudgetDraft december = new BudgetDraft(
                new BudgetScope.OfTeam(team("Vision")),
                Cadence.MONTH,
                "USD",
                LocalDate.parse("2026-12-01"),
                List.of(new BigDecimal("200"), new BigDecimal("300")),
                new BudgetBasis(dev.bursar.charges.CostMetric.BILLED, Set.of(), false),
                BudgetDraft.USUAL_THRESHOLDS,
                true,
                Set.of());
        edits.change(id, 1, december);
        var sheet = service.sheet(id).orElseThrow();
        assertThat(sheet.row().figures().limit()).isEqualByComparingTo("200");
        assertThat(sheet.past()).singleElement().satisfies(past -> {
            assertThat(past.limit()).isEqualByComparingTo("150");
            assertThat(past.basis()).isEqualTo(BudgetBasis.USUAL);
            assertThat(past.spent()).isEqualByComparingTo("126.5");
        });
        assertThat(sheet.row().budget().limit(LocalDate.parse("2027-06-01"))).contains(new BigDecimal("300"));
        assertThat(sheet.changes())
                .extracting(change -> change.action())
                .containsExactly("budget-changed", "budget-created");
        assertThatThrownBy(() -> edits.change(id, 1, december)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> edits.change(id, 2, draft("Vision", "1")))
                .as("the past can't be set")
                .isInstanceOf(BudgetRefused.class);
    }

    @Test
    void aNewBudgetMayBeginInMonthsThatAreOverAndTellsNobodyOfThem() {
        lead("vision-lead", "Vision");
        spend("2026-11-20", "vision", "2000");
        clock.forward(Duration.ofDays(8)); // 2 December
        BudgetDraft usual = draft("Vision", "1000");
        int id = edits.create(with(usual, "USD", NOVEMBER.minusMonths(2), usual.thresholds()));
        look();
        look();
        assertThat(service.sheet(id).orElseThrow().past())
                .extracting(past -> past.period().getStart())
                .containsExactly(NOVEMBER, NOVEMBER.minusMonths(1), NOVEMBER.minusMonths(2));
        assertThat(alerts()).contains("ACTUAL 100 false -");
        assertThat(mails()).isEmpty();
    }

    @Test
    void badInputIsRefusedAndNothingIsSaved() {
        refused(draft("Vision", "0"), BudgetRefused.Reason.LIMIT_NOT_POSITIVE);
        refused(draft("Vision", "-5"), BudgetRefused.Reason.LIMIT_NOT_POSITIVE);
        refused(draft("Vision", "1.001"), BudgetRefused.Reason.LIMIT_TOO_PRECISE);
        refused(draft("Vision", "1000000000000"), BudgetRefused.Reason.LIMIT_TOO_LARGE);
        refused(draft(new BudgetScope.OfTeam(team("Vision")), List.of()), BudgetRefused.Reason.LIMIT_MISSING);
        refused(
                draft(new BudgetScope.OfTeam(new TeamId(99_999)), List.of(BigDecimal.ONE)),
                BudgetRefused.Reason.SCOPE_MISSING);
        BudgetDraft good = draft("Vision", "10");
        refused(with(good, "EUR", NOVEMBER, good.thresholds()), BudgetRefused.Reason.CURRENCY);
        refused(with(good, "USD", NOVEMBER.plusDays(1), good.thresholds()), BudgetRefused.Reason.PERIOD);
        refused(with(good, "USD", NOVEMBER.minusMonths(13), good.thresholds()), BudgetRefused.Reason.PERIOD);
        Threshold one = new Threshold(Threshold.Kind.ACTUAL, 1);
        refused(with(good, "USD", NOVEMBER, List.of(one, one)), BudgetRefused.Reason.SAME_THRESHOLDS);
        refused(
                with(
                        good,
                        "USD",
                        NOVEMBER,
                        IntStream.rangeClosed(1, 11)
                                .mapToObj(percent -> new Threshold(Threshold.Kind.ACTUAL, percent))
                                .toList()),
                BudgetRefused.Reason.TOO_MANY_THRESHOLDS);
        assertThatThrownBy(() -> new Threshold(Threshold.Kind.ACTUAL, 0)).isInstanceOf(IllegalArgumentException.class);
        edits.create(good);
        refused(good, BudgetRefused.Reason.TAKEN);
        assertThat(service.page().rows()).hasSize(1);
    }

    private static BudgetDraft with(BudgetDraft good, String currency, LocalDate from, List<Threshold> thresholds) {
        return new BudgetDraft(
                good.scope(), good.cadence(), currency, from, good.limits(), good.basis(), thresholds, true, Set.of());
    }

    private void refused(BudgetDraft draft, BudgetRefused.Reason reason) {
        assertThatThrownBy(() -> edits.create(draft))
                .isInstanceOfSatisfying(
                        BudgetRefused.class,
                        problem -> assertThat(problem.reason()).isEqualTo(reason));
    }

    @Test
    void limitsOfAllTeamsAreSavedTogetherOrNotAtAll() {
        int id = edits.create(draft("Vision", "100"));
        assertThatThrownBy(() -> edits.setAll(
                        Map.of(team("Vision"), BigDecimal.TEN, team("Fraud"), BigDecimal.ONE),
                        Map.of(team("Vision"), 7),
                        "USD",
                        NOVEMBER))
                .isInstanceOf(StaleEdit.class);
        assertThat(service.page().rows()).hasSize(1);
        edits.setAll(
                Map.of(team("Vision"), BigDecimal.TEN, team("Fraud"), BigDecimal.ONE),
                Map.of(team("Vision"), 1),
                "USD",
                NOVEMBER);
        assertThat(service.page().rows())
                .extracting(row -> row.name() + " " + row.figures().limit())
                .containsExactly("Vision 10", "Fraud 1");
        assertThat(service.find(id).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void aSuggestionIsTheMedianOfWholePeriods() {
        var preview = planning.preview(
                new BudgetScope.OfTeam(team("Vision")),
                Cadence.MONTH,
                java.time.Month.JANUARY,
                "USD",
                BudgetBasis.USUAL,
                BudgetDraft.USUAL_THRESHOLDS,
                new BigDecimal("100"));
        assertThat(preview.suggestion().orElseThrow().median()).isEqualByComparingTo("170.5");
        assertThat(preview.suggestion().orElseThrow().limit()).isEqualByComparingTo("171");
        assertThat(preview.wouldHave()).singleElement().satisfies(october -> {
            // 18 days are 99, 19 are 104.5; from the 7th on 170.5 is projected
            assertThat(october.overOn()).contains(LocalDate.parse("2026-10-19"));
            assertThat(october.toldOn()).contains(LocalDate.parse("2026-10-07"));
        });
    }

    @Test
    void aTeamsEndEndsItsBudgetsOrMovesThem() {
        int vision = edits.create(draft("Vision", "100"));
        TeamId research = team("Research");
        var endings = edits.endings(team("Vision"), LocalDate.parse("2026-12-10"), research);
        assertThat(endings).singleElement().satisfies(ending -> {
            assertThat(ending.period()).isEqualTo(LocalDate.parse("2027-01-01"));
            assertThat(ending.into()).isEqualTo(research);
        });
        edits.teamEnds(team("Vision"), LocalDate.parse("2026-12-10"), research);
        assertThat(service.find(vision).orElseThrow().endedOn()).isEqualTo(LocalDate.parse("2027-01-01"));
        assertThat(service.page().rows())
                .extracting(row -> row.name() + " from " + row.budget().firstPeriod())
                .containsExactlyInAnyOrder("Vision from 2026-11-01", "Research from 2027-01-01");
    }

    @Test
    void whoLedATeamSeesItsBudgetsAsLongAsTheyLeadIt() {
        edits.create(draft("Vision", "100"));
        PersonId before = person("earlier-lead", Role.LEAD);
        system(() -> {
            LocalDate end = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            people.assignLead(before, new LedTeam(team("Vision"), LocalDate.parse("2026-01-01"), end));
            return true;
        });
        assertThat(as(before, () -> service.page().rows())).isEmpty();
        assertThat(as(lead("vision-lead", "Vision"), () -> service.page().rows()))
                .hasSize(1);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSetsNothing() {
        assertThatThrownBy(() -> edits.create(draft("Vision", "1"))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> edits.setAll(Map.of(), Map.of(), "USD", NOVEMBER))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> watch.look()).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesAndAcknowledgesNothing() {
        assertThat(service.page().rows()).isEmpty();
        assertThatThrownBy(() -> service.acknowledge(1)).isInstanceOf(AccessDeniedException.class);
    }
}
