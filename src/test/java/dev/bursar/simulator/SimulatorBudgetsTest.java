package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Budget;
import software.amazon.awssdk.services.budgets.model.BudgetsException;
import software.amazon.awssdk.services.budgets.model.CreationLimitExceededException;
import software.amazon.awssdk.services.budgets.model.DescribeBudgetsResponse;
import software.amazon.awssdk.services.budgets.model.DuplicateRecordException;
import software.amazon.awssdk.services.budgets.model.InvalidNextTokenException;
import software.amazon.awssdk.services.budgets.model.InvalidParameterException;
import software.amazon.awssdk.services.budgets.model.NotFoundException;
import software.amazon.awssdk.services.budgets.model.Notification;
import software.amazon.awssdk.services.budgets.model.Subscriber;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/** Budgets as AWS keeps them: both forms, figures from the organisation's costs, limits and refusals. */
class SimulatorBudgetsTest {
    private static final String PAYER = Organisation.PAYER;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));
    private final Aws aws = Aws.at(clock);

    private final BudgetsClient writer = aws.budgetWriter(any -> {});

    @AfterEach
    void stop() {
        aws.close();
    }

    private Budget budget(String name) {
        return aws.budgets
                .describeBudget(
                        request -> request.accountId(PAYER).budgetName(name).showFilterExpression(true))
                .budget();
    }

    private void create(String name, Consumer<Budget.Builder> change) {
        writer.createBudget(request -> request.accountId(PAYER)
                .budget(Budget.builder()
                        .budgetName(name)
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(
                                limit -> limit.amount(new BigDecimal("100")).unit("USD"))
                        .applyMutation(change)
                        .build()));
    }

    private BigDecimal costExplorer(String metric, String... values) {
        return Aws.sums(aws.answer(
                        Aws.question("2026-11-01", "2026-11-24", Granularity.MONTHLY),
                        question -> question.filter(Aws.tagged(values))))
                .get(metric)
                .setScale(3, java.math.RoundingMode.HALF_UP);
    }

    @Test
    void spendIsWhatCostExplorerSaysOfTheSameFilter() {
        assertThat(budget("team-search").calculatedSpend().actualSpend().amount())
                .isEqualByComparingTo(costExplorer("AmortizedCost", "search"));
        assertThat(budget("team-vision").calculatedSpend().actualSpend().amount())
                .isEqualByComparingTo(costExplorer("UnblendedCost", "vision"));
        Budget newForm = budget("team-data-lake");
        assertThat(newForm.metricsAsStrings()).containsExactly("NetAmortizedCost");
        assertThat(newForm.calculatedSpend().actualSpend().amount())
                .isEqualByComparingTo(costExplorer("NetAmortizedCost", "data-lake", "data$lake"));
    }

    @Test
    void filterExpressionsAreShownToThoseWhoAsk() {
        Budget plain = aws.budgets
                .describeBudget(request -> request.accountId(PAYER).budgetName("team-data-lake"))
                .budget();
        assertThat(plain.filterExpression()).isNull();
        assertThat(plain.hasMetrics()).isFalse();
        assertThat(budget("team-data-lake").filterExpression().tags().values())
                .containsExactly("data-lake", "data$lake");
    }

    @Test
    void whatWatchesNothingCostsNothing() {
        for (String name : List.of("checkout", "project-atlas", "vision-labs", "sandbox-accounts")) {
            assertThat(budget(name).calculatedSpend().actualSpend().amount())
                    .as(name)
                    .isZero();
        }
        assertThat(budget("sandbox-accounts").healthStatus().statusReasonAsString())
                .isEqualTo("FILTER_INVALID");
        assertThat(budget("data-migration").timePeriod().end()).isBefore(clock.instant());
    }

    @Test
    void aPlannedBudgetCarriesTheLimitOfItsMonth() {
        assertThat(budget("team-recommendations").plannedBudgetLimits()).hasSize(12);
        assertThat(budget("team-recommendations").budgetLimit().amount()).isEqualByComparingTo("88000");
        clock.set(Instant.parse("2026-12-10T09:30:00Z"));
        assertThat(budget("team-recommendations").budgetLimit().amount()).isEqualByComparingTo("89500");
        clock.set(Instant.parse("2028-12-10T09:30:00Z"));
        assertThat(budget("team-recommendations").budgetLimit().amount()).isEqualByComparingTo("104500");
    }

    @Test
    void newBudgetsHaveNoForecast() {
        assertThat(budget("team-growth").calculatedSpend().forecastedSpend()).isNull();
        assertThat(budget("team-search").calculatedSpend().forecastedSpend()).isNotNull();
        assertThat(budget("savings-plans-utilization").calculatedSpend().forecastedSpend())
                .isNull();
        assertThat(budget("organisation-quarterly").timeUnitAsString()).isEqualTo("QUARTERLY");
    }

    @Test
    void pagesHoldAHundredUnlessAskedOtherwise() {
        for (int i = 0; i < 100; i++) {
            create("budget-" + i, builder -> {});
        }
        DescribeBudgetsResponse first = aws.budgets.describeBudgets(request -> request.accountId(PAYER));
        assertThat(first.budgets()).hasSize(100);
        DescribeBudgetsResponse second =
                aws.budgets.describeBudgets(request -> request.accountId(PAYER).nextToken(first.nextToken()));
        assertThat(second.budgets()).hasSize(14);
        assertThat(second.nextToken()).isNull();
        assertThat(aws.budgets
                        .describeBudgets(request -> request.accountId(PAYER).maxResults(1000))
                        .budgets())
                .hasSize(114);
        create("one-more", builder -> {});
        assertThatThrownBy(() -> aws.budgets.describeBudgets(
                        request -> request.accountId(PAYER).nextToken(first.nextToken())))
                .isInstanceOf(InvalidNextTokenException.class);
        assertThatThrownBy(() -> aws.budgets.describeBudgets(
                        request -> request.accountId(PAYER).maxResults(1001)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void anUpdateReplacesAllAndDropsTheFiguresUntilTheNextRefresh() {
        create("fresh", builder -> builder.costFilters(Map.of("TagKeyValue", List.of("user:team$search"))));
        assertThat(budget("fresh").calculatedSpend().actualSpend().amount()).isPositive();
        writer.updateBudget(request -> request.accountId(PAYER)
                .newBudget(budget -> budget.budgetName("fresh")
                        .budgetType("COST")
                        .timeUnit("MONTHLY")
                        .budgetLimit(
                                limit -> limit.amount(new BigDecimal("200")).unit("USD"))));
        assertThat(budget("fresh").calculatedSpend().actualSpend().amount()).isEqualByComparingTo("0");
        assertThat(budget("fresh").hasCostFilters()).isFalse();
        clock.forward(Duration.ofHours(9));
        assertThat(budget("fresh").calculatedSpend().actualSpend().amount()).isPositive();
    }

    @Test
    void notificationsAreListedByAccountAndByBudget() {
        var account = aws.budgets.describeBudgetNotificationsForAccount(request -> request.accountId(PAYER));
        assertThat(account.budgetNotificationsForAccount())
                .hasSize(13)
                .noneMatch(of -> of.budgetName().equals("project-atlas"));
        List<Notification> notices = aws.budgets
                .describeNotificationsForBudget(
                        request -> request.accountId(PAYER).budgetName("team-search"))
                .notifications();
        assertThat(notices).hasSize(2);
        List<Subscriber> subscribers = aws.budgets
                .describeSubscribersForNotification(request ->
                        request.accountId(PAYER).budgetName("team-search").notification(notices.getFirst()))
                .subscribers();
        assertThat(subscribers).extracting(Subscriber::subscriptionTypeAsString).containsExactly("EMAIL", "SNS");
    }

    @Test
    void historyHasThisMonthAndTwelveBefore() {
        var amounts = aws.budgets
                .describeBudgetPerformanceHistory(
                        request -> request.accountId(PAYER).budgetName("team-search"))
                .budgetPerformanceHistory()
                .budgetedAndActualAmountsList();
        assertThat(amounts).hasSize(13);
        assertThat(amounts.getFirst().actualAmount().amount())
                .isEqualByComparingTo(costExplorer("AmortizedCost", "search"));
    }

    private void refused(Class<? extends BudgetsException> type, String text, Runnable request) {
        assertThatThrownBy(request::run).isInstanceOf(type).hasMessageContaining(text);
    }

    @Test
    void refusalsHaveAwssCodesAndTexts() {
        refused(
                DuplicateRecordException.class,
                "Error creating budget: team-search - the budget already exists.",
                () -> create("team-search", builder -> {}));
        refused(
                NotFoundException.class,
                "Unable to get budget: none - the budget doesn't exist.",
                () -> budget("none"));
        refused(
                InvalidParameterException.class,
                "please provide one of the followings",
                () -> create(
                        "no-limit",
                        builder -> builder.budgetLimit((software.amazon.awssdk.services.budgets.model.Spend) null)));
        refused(InvalidParameterException.class, "BudgetName is invalid", () -> create("a:b", builder -> {}));
        refused(
                InvalidParameterException.class,
                "can't be used with FilterExpression",
                () -> create(
                        "both",
                        builder -> builder.costFilters(Map.of("Service", List.of("x")))
                                .metricsWithStrings("UnblendedCost")));
        writer.deleteBudget(request -> request.accountId(PAYER).budgetName("team-search"));
        refused(NotFoundException.class, "doesn't exist", () -> budget("team-search"));
        assertThatThrownBy(() -> aws.budgets.describeBudgets(request -> request.accountId("999999999999")))
                .isInstanceOfSatisfying(
                        BudgetsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void aBudgetHasTenNotificationsAtMost() {
        create("many", builder -> {});
        var thresholds = new ArrayList<Integer>();
        for (int i = 1; i <= 10; i++) {
            thresholds.add(i * 10);
        }
        thresholds.forEach(this::addNotice);
        refused(DuplicateRecordException.class, "already exists", () -> {
            writer.deleteBudget(request -> request.accountId(PAYER).budgetName("many"));
            create("many", builder -> {});
            addNotice(10);
            addNotice(10);
        });
        thresholds.stream().filter(threshold -> threshold > 10).forEach(this::addNotice);
        refused(CreationLimitExceededException.class, "at most 10", () -> addNotice(110));
    }

    private void addNotice(int threshold) {
        writer.createNotification(request -> request.accountId(PAYER)
                .budgetName("many")
                .notification(notification -> notification
                        .notificationType("ACTUAL")
                        .comparisonOperator("GREATER_THAN")
                        .threshold((double) threshold))
                .subscribers(Subscriber.builder()
                        .subscriptionType("EMAIL")
                        .address("finops@example.com")
                        .build()));
    }
}
