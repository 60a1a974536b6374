package dev.bursar.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.AccessDeniedException;
import software.amazon.awssdk.services.budgets.model.DuplicateRecordException;
import software.amazon.awssdk.services.budgets.model.NotFoundException;
import software.amazon.awssdk.services.budgets.model.Notification;
import software.amazon.awssdk.services.budgets.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.budgets.model.Subscriber;
import tools.jackson.databind.JsonNode;

/** Who may write budgets, whole notifications with their subscribers, and what goes wrong on demand. */
class SimulatorBudgetWritesTest {
    private static final String PAYER = Organisation.PAYER;
    private static final String NAME = "team-search";
    private static final Subscriber MAIL = Subscriber.builder()
            .subscriptionType("EMAIL")
            .address("finops@example.com")
            .build();

    private final Aws aws = Aws.at(new MovableClock(Instant.parse("2026-11-24T09:30:00Z")));
    private final BudgetsClient writer = aws.budgetWriter(role -> role.roleSessionName("bursar-change-7"));

    @AfterEach
    void stop() {
        aws.close();
    }

    private static Notification notice(double threshold) {
        return Notification.builder()
                .notificationType("ACTUAL")
                .comparisonOperator("GREATER_THAN")
                .threshold(threshold)
                .thresholdType("PERCENTAGE")
                .build();
    }

    private JsonNode whole() {
        return Objects.requireNonNull(aws.simulator.budgets().whole(NAME));
    }

    @Test
    void aChangedThresholdKeepsItsSubscribers() {
        var before = whole();
        writer.updateNotification(request -> request.accountId(PAYER)
                .budgetName(NAME)
                .oldNotification(notice(80))
                .newNotification(notice(90)));
        var notices = whole().path("NotificationsWithSubscribers");
        assertThat(notices.path(0).path("Notification").path("Threshold").asDouble())
                .isEqualTo(90);
        assertThat(notices.path(0).path("Subscribers"))
                .isEqualTo(before.path("NotificationsWithSubscribers").path(0).path("Subscribers"));
        assertThat(notices.path(1))
                .isEqualTo(before.path("NotificationsWithSubscribers").path(1));
        assertThat(whole().path("Budget")).isEqualTo(before.path("Budget"));
        assertThatThrownBy(() -> writer.updateNotification(request -> request.accountId(PAYER)
                        .budgetName(NAME)
                        .oldNotification(notice(80))
                        .newNotification(notice(95))))
                .isInstanceOf(NotFoundException.class);
        writer.deleteNotification(
                request -> request.accountId(PAYER).budgetName(NAME).notification(notice(90)));
        assertThat(whole().path("NotificationsWithSubscribers")).hasSize(1);
    }

    @Test
    void subscribersComeAndGo() {
        var other = MAIL.copy(copy -> copy.address("cloud@example.com"));
        assertThatThrownBy(() -> writer.createSubscriber(request -> request.accountId(PAYER)
                        .budgetName(NAME)
                        .notification(notice(80))
                        .subscriber(MAIL)))
                .isInstanceOf(DuplicateRecordException.class);
        writer.updateSubscriber(request -> request.accountId(PAYER)
                .budgetName(NAME)
                .notification(notice(80))
                .oldSubscriber(MAIL)
                .newSubscriber(other));
        writer.createSubscriber(request -> request.accountId(PAYER)
                .budgetName(NAME)
                .notification(notice(80))
                .subscriber(MAIL));
        writer.deleteSubscriber(request -> request.accountId(PAYER)
                .budgetName(NAME)
                .notification(notice(80))
                .subscriber(other));
        assertThat(whole().path("NotificationsWithSubscribers")
                        .path(0)
                        .path("Subscribers")
                        .toString())
                .contains("finops@example.com", "budget-alerts")
                .doesNotContain("cloud@example.com");
    }

    @Test
    void onlyTheWritingRoleWritesAndASessionMayBeNarrowed() {
        assertThatThrownBy(() -> aws.budgets.deleteBudget(
                        request -> request.accountId(PAYER).budgetName(NAME)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("budgets:ModifyBudget");
        var narrowed = aws.budgetWriter(
                role -> role.policy(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":[\"budgets:ViewBudget\"]}]}"));
        narrowed.describeBudget(request -> request.accountId(PAYER).budgetName(NAME));
        assertThatThrownBy(() -> narrowed.deleteBudget(
                        request -> request.accountId(PAYER).budgetName(NAME)))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("session policy");
        assertThat(aws.simulator.budgets().whole(NAME)).isNotNull();
    }

    @Test
    void writesAreInTheTrailAndAnAnswerMayBeLost() {
        aws.simulator.faults().add(Fault.lost().on("DeleteBudget").times(1));
        assertThatThrownBy(() ->
                        writer.deleteBudget(request -> request.accountId(PAYER).budgetName(NAME)))
                .isInstanceOf(SdkClientException.class);
        assertThat(aws.simulator.budgets().whole(NAME)).isNull();
        assertThat(aws.simulator.events().all())
                .filteredOn(event -> event.name().equals("DeleteBudget")
                        && event.record().toString().contains("assumed-role/BursarWriter/bursar-change-7"))
                .singleElement()
                .satisfies(event -> assertThat(event.record()
                                .path("requestParameters")
                                .path("budgetName")
                                .asString())
                        .isEqualTo(NAME));
    }

    @Test
    void aQuotaAndWhatSomebodyElseChanges() {
        aws.simulator.budgets().quota(14);
        assertThatThrownBy(() -> writer.createBudget(request -> request.accountId(PAYER)
                        .budget(budget -> budget.budgetName("one-more")
                                .budgetType("COST")
                                .timeUnit("MONTHLY")
                                .budgetLimit(limit ->
                                        limit.amount(java.math.BigDecimal.TEN).unit("USD")))))
                .isInstanceOf(ServiceQuotaExceededException.class);
        aws.simulator
                .budgets()
                .change(
                        NAME,
                        budget -> ((tools.jackson.databind.node.ObjectNode) budget.path("CostTypes"))
                                .put("IncludeMoonlight", true));
        assertThat(whole().path("Budget")
                        .path("CostTypes")
                        .path("IncludeMoonlight")
                        .asBoolean())
                .isTrue();
    }
}
