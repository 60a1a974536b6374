package dev.bursar.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Amount;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.budgets.spi.AwsBudgets;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.run.ManualRequests;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Budgets over HTTP from the simulated AWS, whatever it does to them on the way. */
class BudgetsSourceTest {
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private static SyncRig rig;

    @BeforeAll
    static void start() {
        rig = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK), Map.of());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @AfterEach
    void heal() {
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();
    }

    private static List<AwsBudget> read() {
        return rig.bean(AwsBudgets.class).all(rig.bean(ManualRequests.class).meter());
    }

    private static AwsBudget named(List<AwsBudget> budgets, String name) {
        return budgets.stream()
                .filter(budget -> budget.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void refuses(Kind kind, String what) {
        assertThatThrownBy(BudgetsSourceTest::read).isInstanceOfSatisfying(SourceProblem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(kind);
            assertThat(ProblemText.what(problem.problem())).contains(what);
        });
    }

    @Test
    void readsBothFormsWithTheirNotifications() {
        List<AwsBudget> budgets = read();

        assertThat(budgets).hasSize(14);
        AwsBudget search = named(budgets, "team-search");
        assertThat(search.type()).isEqualTo("COST");
        assertThat(search.period().timeUnit()).isEqualTo("MONTHLY");
        assertThat(search.period().end()).isNull();
        assertThat(search.limits().limit()).isEqualTo(new Amount(new BigDecimal("62000.0"), "USD"));
        assertThat(search.filter().costFilters()).isEqualTo(Map.of("TagKeyValue", List.of("user:team$search")));
        assertThat(search.filter().costTypes())
                .containsEntry("UseAmortized", true)
                .containsEntry("IncludeTax", true);
        assertThat(search.spend().actual()).isNotNull();
        assertThat(search.spend().updatedAt()).isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
        assertThat(search.notifications()).extracting(Notification::subscribers).containsExactly(2, 1);
        AwsBudget lake = named(budgets, "team-data-lake");
        assertThat(lake.filter().expression()).contains("\"data$lake\"");
        assertThat(lake.filter().metrics()).containsExactly("NetAmortizedCost");
        assertThat(lake.notifications())
                .containsExactly(new Notification(
                        "ACTUAL",
                        "GREATER_THAN",
                        new BigDecimal("87.5"),
                        "PERCENTAGE",
                        lake.notifications().getFirst().state(),
                        1));
        assertThat(named(budgets, "team-growth").spend().forecast()).isNull();
        assertThat(named(budgets, "team-recommendations").limits().planned()).hasSize(12);
        assertThat(named(budgets, "data-migration").period().end()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(named(budgets, "sandbox-accounts").health())
                .isEqualTo(new AwsBudget.Health("UNHEALTHY", "FILTER_INVALID"));
        assertThat(named(budgets, "s3-storage").limits().limit().unit()).isEqualTo("GB");
        assertThat(named(budgets, "project-atlas").notifications()).isEmpty();
        assertThat(rig.bean(SyncService.class).meter().today()).isZero();
    }

    @Test
    void goesThroughAllPages() {
        try (var more = new SyncRig(CLOCK, Organisation.seeded(7, CLOCK), Map.of())) {
            for (int i = 0; i < 230; i++) {
                create(more, "budget-" + i);
            }
            var budgets = more.bean(AwsBudgets.class)
                    .all(more.bean(ManualRequests.class).meter());
            assertThat(budgets).hasSize(244);
            assertThat(more.simulator.requests().count("DescribeBudgets", RequestLog.OK))
                    .isEqualTo(3);

            more.simulator.requests().clear();
            more.simulator
                    .faults()
                    .add(Fault.expiredNextToken()
                            .on("DescribeBudgets")
                            .onPage(3)
                            .times(2));
            assertThat(more.bean(AwsBudgets.class)
                            .all(more.bean(ManualRequests.class).meter()))
                    .hasSize(244);
            assertThat(more.simulator.requests().count("DescribeBudgets")).isEqualTo(9);

            more.simulator
                    .faults()
                    .add(Fault.expiredNextToken().on("DescribeBudgets").onPage(3));
            assertThatThrownBy(() -> more.bean(AwsBudgets.class)
                            .all(more.bean(ManualRequests.class).meter()))
                    .isInstanceOf(SourceProblem.class)
                    .hasMessageContaining("changed or expired");

            more.simulator.faults().clear();
            more.simulator
                    .faults()
                    .add(Fault.loopingToken().on("DescribeBudgets").onPage(2));
            assertThatThrownBy(() -> more.bean(AwsBudgets.class)
                            .all(more.bean(ManualRequests.class).meter()))
                    .isInstanceOf(SourceProblem.class)
                    .hasMessageContaining("its pages do not end");
        }
    }

    private static void create(SyncRig with, String name) {
        var request = Json.object().put("AccountId", Organisation.PAYER);
        var budget = request.putObject("Budget")
                .put("BudgetName", name)
                .put("BudgetType", "COST")
                .put("TimeUnit", "MONTHLY");
        budget.putObject("BudgetLimit").put("Amount", "100.0").put("Unit", "USD");
        with.simulator.budgets().operations().get("CreateBudget").answer(request);
    }

    @Test
    void aDeniedListNamesThePermission() {
        rig.simulator.faults().add(Fault.accessDenied().on("DescribeBudgets"));
        refuses(Kind.ACCESS_DENIED, "AWS refused budgets:ViewBudget to Bursar's role.");
    }

    @Test
    void listsNotificationsByBudgetWhereTheAccountsAreRefused() {
        rig.simulator.faults().add(Fault.accessDenied().on("DescribeBudgetNotificationsForAccount"));
        List<AwsBudget> budgets = read();
        assertThat(named(budgets, "team-search").notifications())
                .extracting(Notification::subscribers)
                .containsExactly(2, 1);
        assertThat(rig.simulator.requests().count("DescribeNotificationsForBudget"))
                .isEqualTo(14);

        rig.simulator.faults().add(Fault.accessDenied().on("DescribeSubscribersForNotification"));
        rig.simulator.requests().clear();
        assertThat(named(read(), "team-search").notifications())
                .extracting(Notification::subscribers)
                .containsExactly(null, null);
        assertThat(rig.simulator.requests().count("DescribeSubscribersForNotification"))
                .isEqualTo(1);

        rig.simulator.faults().add(Fault.accessDenied().on("DescribeNotificationsForBudget"));
        assertThat(read()).hasSize(14).allMatch(budget -> budget.notifications() == null);
    }

    @Test
    void keepsMembersThatNobodyKnowsInTheRawAnswer() {
        rig.simulator.faults().add(Fault.unknownMember("Guardrail").on("DescribeBudgets"));
        AwsBudget search = named(read(), "team-search");
        assertThat(search.raw()).contains("Guardrail", "\"team-search\"");
        assertThat(search.limits().limit()).isNotNull();
        assertThat(search.filter().costFilters()).containsOnlyKeys("TagKeyValue");
    }

    @Test
    void keepsValuesThatNobodyKnowsAsText() {
        rig.simulator.faults().add(Fault.text("BudgetType", "CARBON").on("DescribeBudgets"));
        rig.simulator.faults().add(Fault.text("TimeUnit", "WEEKLY").on("DescribeBudgets"));
        rig.simulator.faults().add(Fault.text("NotificationType", "PREDICTED"));
        AwsBudget search = named(read(), "team-search");
        assertThat(search.type()).isEqualTo("CARBON");
        assertThat(search.period().timeUnit()).isEqualTo("WEEKLY");
        assertThat(search.notifications()).extracting(Notification::type).containsOnly("PREDICTED");
    }

    @Test
    void readsBudgetsWithoutLimitUnitOrFigures() {
        rig.simulator.faults().add(Fault.missing("BudgetLimit").on("DescribeBudgets"));
        rig.simulator.faults().add(Fault.missing("CalculatedSpend").on("DescribeBudgets"));
        rig.simulator.faults().add(Fault.missing("CostFilters").on("DescribeBudgets"));
        AwsBudget search = named(read(), "team-search");
        assertThat(search.limits().limit()).isNull();
        assertThat(search.spend().actual()).isNull();
        assertThat(search.filter().costFilters()).isEmpty();
    }

    @Test
    void refusesAListThatCannotBeTrusted() {
        rig.simulator.faults().add(Fault.amount("NaN").on("DescribeBudgets"));
        refuses(Kind.BAD_ANSWER, "in an unexpected format");
        rig.simulator.faults().clear();
        rig.simulator.faults().add(Fault.missing("BudgetName").on("DescribeBudgets"));
        refuses(Kind.BAD_ANSWER, "a budget has no name");
    }

    @Test
    void negativeAmountsAndOtherUnitsAreKept() {
        rig.simulator.faults().add(Fault.amount("-12.5").on("DescribeBudgets"));
        rig.simulator.faults().add(Fault.text("Unit", "EUR").on("DescribeBudgets"));
        assertThat(read())
                .anySatisfy(budget ->
                        assertThat(budget.spend().actual()).isEqualTo(new Amount(new BigDecimal("-12.5"), "EUR")));
    }

    @Test
    void triesAgainWhenTheAnswerIsCutShortOrLimited() {
        rig.simulator.faults().add(Fault.cutShort().on("DescribeBudgets").times(1));
        rig.simulator
                .faults()
                .add(Fault.invalidJson().on("DescribeBudgets").after(1).times(1));
        rig.simulator
                .faults()
                .add(Fault.throttled()
                        .on("DescribeBudgetNotificationsForAccount")
                        .times(2));
        assertThat(read()).hasSize(14);
    }
}
