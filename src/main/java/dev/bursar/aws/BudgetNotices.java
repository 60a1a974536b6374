package dev.bursar.aws;

import dev.bursar.aws.BudgetsSource.Page;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudget.Notification;
import dev.bursar.budgets.spi.AwsBudgets;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import tools.jackson.databind.JsonNode;

/**
 * Reads whom AWS tells about its budgets: all at once, or budget by budget where that is refused. Budgets are worth reading without;
 * then nobody knows.
 */
@Component
class BudgetNotices {
    /** A page of notifications lists budgets; fewer are asked for than AWS would give, for an answer of some size. */
    private static final int BUDGETS_A_PAGE = 100;

    /** Each notification is a request of its own: beyond these nobody waits. */
    private static final int MOST_ASKED = 500;

    private final BudgetsClient client;
    private final RetriedRequests attempts;

    BudgetNotices(BudgetsClient client, RetriedRequests attempts) {
        this.client = client;
        this.attempts = attempts;
    }

    List<AwsBudget> added(List<AwsBudget> budgets, String account, RequestMeter meter) {
        Optional<Map<String, List<Notification>>> found = found(budgets, account, meter);
        if (found.isEmpty()) {
            return budgets;
        }
        var asked = new Asked(account, meter);
        return budgets.stream()
                .map(budget -> budget.with(found.get().getOrDefault(budget.name(), List.of()).stream()
                        .map(notice -> notice.with(asked.subscribers(budget.name(), notice)))
                        .toList()))
                .toList();
    }

    private Optional<Map<String, List<Notification>>> found(
            List<AwsBudget> budgets, String account, RequestMeter meter) {
        try {
            return Optional.of(RetriedRequests.fromFirstPage(() -> ofAccount(account, meter)));
        } catch (SourceProblem e) {
            if (!isRefused(e)) {
                throw e;
            }
            return ofEach(budgets, account, meter);
        }
    }

    private Map<String, List<Notification>> ofAccount(String account, RequestMeter meter) {
        Map<String, List<Notification>> found = new LinkedHashMap<>();
        BudgetsSource.eachPage(
                token -> {
                    var raw = new AtomicReference<@Nullable String>();
                    String next = send(
                                    account,
                                    meter,
                                    () -> client.describeBudgetNotificationsForAccount(
                                            request -> request.accountId(account)
                                                    .maxResults(BUDGETS_A_PAGE)
                                                    .nextToken(token)
                                                    .overrideConfiguration(BudgetsSource.keeping(raw))))
                            .nextToken();
                    return new Page(raw.get(), next);
                },
                page -> {
                    int before = found.size();
                    for (JsonNode of : BudgetReader.items(page.text(), "BudgetNotificationsForAccount")) {
                        String name = BudgetReader.text(of, "BudgetName");
                        if (name != null) {
                            found.put(
                                    name,
                                    of.path("Notifications").values().stream()
                                            .map(BudgetReader::notification)
                                            .toList());
                        }
                    }
                    return found.size() - before;
                });
        return found;
    }

    /** Empty as soon as AWS refuses one. */
    private Optional<Map<String, List<Notification>>> ofEach(
            List<AwsBudget> budgets, String account, RequestMeter meter) {
        Map<String, List<Notification>> found = new LinkedHashMap<>();
        for (AwsBudget budget : budgets) {
            try {
                found.put(budget.name(), RetriedRequests.fromFirstPage(() -> ofBudget(budget.name(), account, meter)));
            } catch (SourceProblem e) {
                if (!isRefused(e)) {
                    throw e;
                }
                if (!isGone(e)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(found);
    }

    private List<Notification> ofBudget(String budget, String account, RequestMeter meter) {
        var found = new ArrayList<Notification>();
        BudgetsSource.eachPage(
                token -> {
                    var raw = new AtomicReference<@Nullable String>();
                    String next = send(
                                    account,
                                    meter,
                                    () -> client.describeNotificationsForBudget(request -> request.accountId(account)
                                            .budgetName(budget)
                                            .nextToken(token)
                                            .overrideConfiguration(BudgetsSource.keeping(raw))))
                            .nextToken();
                    return new Page(raw.get(), next);
                },
                page -> {
                    int before = found.size();
                    BudgetReader.items(page.text(), "Notifications").stream()
                            .map(BudgetReader::notification)
                            .forEach(found::add);
                    return found.size() - before;
                });
        return found;
    }

    /** Asks for subscribers until AWS refuses or enough were asked for. */
    private final class Asked {
        private final String account;
        private final RequestMeter meter;
        private int left = MOST_ASKED;

        Asked(String account, RequestMeter meter) {
            this.account = account;
            this.meter = meter;
        }

        @Nullable
        Integer subscribers(String budget, Notification notice) {
            if (left <= 0) {
                return null;
            }
            left--;
            try {
                return send(
                                account,
                                meter,
                                () -> client.describeSubscribersForNotification(request -> request.accountId(account)
                                        .budgetName(budget)
                                        .notification(asked -> asked.notificationType(notice.type())
                                                .comparisonOperator(notice.operator())
                                                .threshold(notice.threshold().doubleValue())
                                                .thresholdType(notice.thresholdType()))))
                        .subscribers()
                        .size();
            } catch (SourceProblem e) {
                if (!isRefused(e)) {
                    throw e;
                }
                if (!isGone(e)) {
                    left = 0;
                }
                return null;
            }
        }
    }

    private <T> T send(String account, RequestMeter meter, Supplier<T> request) {
        return attempts.send(AwsBudgets.PERMISSION, account, BigDecimal.ZERO, meter, request);
    }

    /** AWS refuses the question, doesn't know it or can't answer it; what it is about may be gone. */
    private static boolean isRefused(SourceProblem e) {
        return e.kind() != Kind.LIMITED && e.kind() != Kind.CREDENTIALS;
    }

    /** Somebody deleted it since it was listed. */
    private static boolean isGone(SourceProblem e) {
        return e.getCause() instanceof SdkException cause && RetriedRequests.is(cause, "NotFoundException");
    }
}
