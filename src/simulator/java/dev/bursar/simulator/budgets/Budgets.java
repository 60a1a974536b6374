package dev.bursar.simulator.budgets;

import dev.bursar.simulator.budgets.BudgetSpend.BudgetPeriod;
import dev.bursar.simulator.budgets.StoredBudget.Notice;
import dev.bursar.simulator.budgets.StoredBudget.NoticeState;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** AWS Budgets of the payer: seeded ones and those that are created. */
public final class Budgets extends JsonService {
    private static final int USUAL_BUDGETS = 100;
    private static final int USUAL_NOTICES = 50;
    private static final int MOST_OF_ACCOUNT = 1000;
    private static final int USUAL_QUOTA = 20_000;
    private static final int MOST = 100;
    private static final int MONTHS_OF_HISTORY = 13;
    private static final int QUARTERS_OF_HISTORY = 4;
    private static final int DAYS_OF_HISTORY = 60;
    private static final Set<String> CALCULATED = Set.of("CalculatedSpend", "LastUpdatedTime", "HealthStatus");

    private final Clock clock;
    private final Organisation organisation;
    private final BudgetSpend spend;
    private final Pages pages;
    private final BudgetNoticeWrites noticeWrites = new BudgetNoticeWrites();
    private final Records records;
    private final Map<String, StoredBudget> budgets = new LinkedHashMap<>();
    private int quota = USUAL_QUOTA;
    private long revision;

    /** Takes what was written, for the trail. */
    @FunctionalInterface
    public interface Records {
        void add(String operation, ObjectNode request, Caller caller);
    }

    public Budgets(Organisation organisation, Clock clock, Records records) {
        super("budgets", "AWSBudgetServiceGateway", Reach.PAYER);
        this.records = records;
        this.clock = clock;
        this.organisation = organisation;
        this.spend = new BudgetSpend(organisation, clock);
        this.pages = new Pages("NextToken", () -> revision);
        BudgetSeeds.of(clock.instant()).forEach(seed -> budgets.put(seed.name(), seed));
    }

    /** Its actions in policies are not the names of its operations. */
    @Override
    public String action(String operation) {
        return operation.startsWith("Describe") ? "budgets:ViewBudget" : "budgets:ModifyBudget";
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.code().equals("RequestChangedException")
                ? AwsRefusal.of("InvalidNextTokenException", "The next token is invalid.")
                : refusal;
    }

    @Override
    public Map<String, Operation> operations() {
        var reads = Map.<String, Operation>of(
                "DescribeBudgets", guarded(this::describeBudgets),
                "DescribeBudget", guarded(this::describeBudget),
                "DescribeBudgetNotificationsForAccount", guarded(this::noticesOfAccount),
                "DescribeNotificationsForBudget", guarded(this::noticesOfBudget),
                "DescribeSubscribersForNotification", guarded(this::subscribers),
                "DescribeBudgetPerformanceHistory", guarded(this::history));
        var writes = Map.<String, Operation>of(
                "CreateBudget", guarded(this::create),
                "UpdateBudget", guarded(this::update),
                "DeleteBudget", guarded(this::delete),
                "CreateNotification", guarded(written(noticeWrites::create)),
                "UpdateNotification", guarded(written(noticeWrites::update)),
                "DeleteNotification", guarded(written(noticeWrites::delete)),
                "CreateSubscriber", guarded(written(noticeWrites::createSubscriber)),
                "UpdateSubscriber", guarded(written(noticeWrites::updateSubscriber)),
                "DeleteSubscriber", guarded(written(noticeWrites::deleteSubscriber)));
        return Stream.of(reads, writes)
                .flatMap(map -> map.entrySet().stream())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        var handler = operations().get(operation);
        if (handler == null) {
            throw JsonService.unknown(operation);
        }
        var answer = handler.answer(request);
        if (!operation.startsWith("Describe")) {
            records.add(operation, request, caller);
        }
        return answer;
    }

    private Operation written(BudgetNoticeWrites.Write write) {
        return request -> {
            write.to(found(request, "Unable to write notification"), request);
            revision++;
            return Json.object();
        };
    }

    /** How many budgets there may be; one more is refused. */
    public synchronized void quota(int most) {
        quota = most;
    }

    /** Changes a budget as somebody else would, members that no model knows too. */
    public synchronized void change(String name, Consumer<ObjectNode> change) {
        var stored = budgets.get(name);
        if (stored == null) {
            throw new IllegalArgumentException("No budget " + name);
        }
        change.accept(stored.budget());
        revision++;
    }

    /** Deletes a budget as somebody else would. */
    public synchronized void remove(String name) {
        budgets.remove(name);
        revision++;
    }

    /** Everything that a budget is, with its notifications and their subscribers; null where there is none. */
    public synchronized @Nullable ObjectNode whole(String name) {
        var stored = budgets.get(name);
        if (stored == null) {
            return null;
        }
        var json = Json.object();
        json.set("Budget", stored.budget().deepCopy());
        var notices = json.putArray("NotificationsWithSubscribers");
        for (var notice : stored.notices()) {
            var one = notices.addObject();
            one.set("Notification", notice.notification().deepCopy());
            notice.subscribers().forEach(one.putArray("Subscribers")::add);
        }
        return json;
    }

    /** Takes all budgets away. */
    public synchronized void clear() {
        budgets.clear();
        revision++;
    }

    private Operation guarded(Operation operation) {
        return request -> {
            synchronized (this) {
                BudgetChecks.account(request, Organisation.PAYER);
                return operation.answer(request);
            }
        };
    }

    private ObjectNode describeBudgets(ObjectNode request) {
        var size = BudgetChecks.size(request, USUAL_BUDGETS, MOST_OF_ACCOUNT);
        var all = List.copyOf(budgets.values());
        return pages.answer(Json.object(), "Budgets", all, request, size, stored -> shown(stored, request));
    }

    private ObjectNode describeBudget(ObjectNode request) {
        var json = Json.object();
        json.set("Budget", shown(found(request, "Unable to get budget"), request));
        return json;
    }

    private ObjectNode shown(StoredBudget stored, ObjectNode request) {
        var json = stored.budget().deepCopy();
        if (!request.path("ShowFilterExpression").asBoolean(false)) {
            json.remove(List.of("FilterExpression", "Metrics"));
        }
        planned(json);
        json.set("CalculatedSpend", spend.calculated(stored));
        json.put("LastUpdatedTime", spend.refreshed(stored).getEpochSecond());
        if (!json.has("HealthStatus")) {
            json.putObject("HealthStatus")
                    .put("Status", "HEALTHY")
                    .put("LastUpdatedTime", spend.refreshed(stored).getEpochSecond());
        }
        return json;
    }

    /** A planned budget also carries the limit of its current period, or its last one. */
    private void planned(ObjectNode json) {
        var now = clock.instant().getEpochSecond();
        json.path("PlannedBudgetLimits").properties().stream()
                .filter(entry -> Long.parseLong(entry.getKey()) <= now)
                .reduce((before, after) -> after)
                .ifPresent(entry -> json.set("BudgetLimit", entry.getValue()));
    }

    private ObjectNode noticesOfAccount(ObjectNode request) {
        var size = BudgetChecks.size(request, USUAL_NOTICES, MOST_OF_ACCOUNT);
        var found = budgets.values().stream()
                .filter(stored -> !stored.notices().isEmpty())
                .toList();
        return pages.answer(Json.object(), "BudgetNotificationsForAccount", found, request, size, this::notices);
    }

    private ObjectNode notices(StoredBudget stored) {
        var json = Json.object().put("BudgetName", stored.name());
        var notices = json.putArray("Notifications");
        stored.notices().forEach(notice -> notices.add(state(stored, notice)));
        return json;
    }

    private ObjectNode noticesOfBudget(ObjectNode request) {
        var stored = found(request, "Unable to get notifications");
        var size = BudgetChecks.size(request, MOST, MOST);
        return pages.answer(
                Json.object(), "Notifications", stored.notices(), request, size, notice -> state(stored, notice));
    }

    private JsonNode state(StoredBudget stored, Notice notice) {
        return notice.notification()
                .deepCopy()
                .put("NotificationState", NoticeState.of(notice, stored, spend.calculated(stored)));
    }

    private ObjectNode subscribers(ObjectNode request) {
        var stored = found(request, "Unable to get subscribers");
        var found =
                BudgetNoticeWrites.found(stored, request.path("Notification")).subscribers();
        var size = BudgetChecks.size(request, MOST, MOST);
        return pages.answer(Json.object(), "Subscribers", found, request, size, one -> one);
    }

    private ObjectNode history(ObjectNode request) {
        var stored = found(request, "Unable to get budget");
        var unit = Json.required(stored.budget(), "TimeUnit");
        var most = switch (unit) {
            case "DAILY" -> DAYS_OF_HISTORY;
            case "MONTHLY" -> MONTHS_OF_HISTORY;
            case "QUARTERLY" -> QUARTERS_OF_HISTORY;
            default -> throw BudgetChecks.bad("Budget performance history is not available for " + unit + " budgets.");
        };
        var periods = new ArrayList<BudgetPeriod>();
        for (var period = BudgetPeriod.of(stored.budget(), organisation.today());
                periods.size() < most;
                period = period.before()) {
            periods.add(period);
        }
        var page = pages.page(periods, pages.place(request), BudgetChecks.size(request, MOST, MOST));
        var json = Json.object();
        var history = json.putObject("BudgetPerformanceHistory")
                .put("BudgetName", stored.name())
                .put("BudgetType", Json.text(stored.budget(), "BudgetType"))
                .put("TimeUnit", unit);
        var amounts = history.putArray("BudgetedAndActualAmountsList");
        for (var period : page.items()) {
            var one = amounts.addObject();
            if (stored.budget().has("BudgetLimit")) {
                one.set("BudgetedAmount", stored.budget().get("BudgetLimit").deepCopy());
            }
            BudgetSpend.put(
                    one, "ActualAmount", spend.actual(stored.budget(), period), BudgetSpend.unit(stored.budget()));
            one.putObject("TimePeriod").put("Start", period.start()).put("End", period.end());
        }
        return pages.next(json, page);
    }

    private ObjectNode create(ObjectNode request) {
        var budget = written(request, "Budget");
        var name = Json.required(budget, "BudgetName");
        if (budgets.containsKey(name)) {
            throw AwsRefusal.of(
                    "DuplicateRecordException", "Error creating budget: " + name + " - the budget already exists.");
        }
        if (budgets.size() >= quota) {
            throw AwsRefusal.of(
                    "ServiceQuotaExceededException", "You've exceeded the number of budgets that you can create.");
        }
        var stored = new StoredBudget(BudgetSeeds.whole(budget, clock.instant()), clock.instant());
        for (var one : Json.list(request, "NotificationsWithSubscribers")) {
            BudgetNoticeWrites.add(stored, one.path("Notification"), Json.list(one, "Subscribers"));
        }
        budgets.put(name, stored);
        revision++;
        return Json.object();
    }

    private ObjectNode update(ObjectNode request) {
        var budget = written(request, "NewBudget");
        var stored =
                found(Json.object().put("BudgetName", Json.required(budget, "BudgetName")), "Unable to update budget");
        stored.update(BudgetSeeds.whole(budget, clock.instant()), clock.instant());
        revision++;
        return Json.object();
    }

    private static ObjectNode written(ObjectNode request, String member) {
        if (!(request.path(member) instanceof ObjectNode budget)) {
            throw Json.missing(member);
        }
        BudgetChecks.budget(budget);
        var copy = budget.deepCopy();
        copy.remove(CALCULATED);
        return copy;
    }

    private ObjectNode delete(ObjectNode request) {
        budgets.remove(found(request, "Unable to delete budget").name());
        revision++;
        return Json.object();
    }

    private StoredBudget found(ObjectNode request, String failed) {
        var name = Json.required(request, "BudgetName");
        var stored = budgets.get(name);
        if (stored == null) {
            throw AwsRefusal.of("NotFoundException", failed + ": " + name + " - the budget doesn't exist.");
        }
        return stored;
    }

    /** Writes a budget's notifications and their subscribers. A notification has no id, so each request says the whole one. */
    static final class BudgetNoticeWrites {
        /** One operation on one budget. */
        @FunctionalInterface
        interface Write {
            void to(StoredBudget stored, ObjectNode request);
        }

        void create(StoredBudget stored, ObjectNode request) {
            add(stored, request.path("Notification"), Json.list(request, "Subscribers"));
        }

        static void add(StoredBudget stored, JsonNode notification, List<JsonNode> subscribers) {
            if (!(notification instanceof ObjectNode object)) {
                throw Json.missing("Notification");
            }
            BudgetChecks.notice(stored, object, subscribers);
            stored.notices().add(new Notice(object.deepCopy(), List.copyOf(subscribers)));
        }

        /** It keeps its subscribers. */
        void update(StoredBudget stored, ObjectNode request) {
            var old = found(stored, request.path("OldNotification"));
            if (!(request.path("NewNotification") instanceof ObjectNode wanted)) {
                throw Json.missing("NewNotification");
            }
            BudgetChecks.changedNotice(stored, old, wanted);
            replace(stored, old, new Notice(wanted.deepCopy(), old.subscribers()));
        }

        void delete(StoredBudget stored, ObjectNode request) {
            stored.notices().remove(found(stored, request.path("Notification")));
        }

        void createSubscriber(StoredBudget stored, ObjectNode request) {
            var old = found(stored, request.path("Notification"));
            var subscribers = new ArrayList<>(old.subscribers());
            subscribers.add(request.path("Subscriber"));
            subscribed(stored, old, subscribers);
        }

        void updateSubscriber(StoredBudget stored, ObjectNode request) {
            var old = found(stored, request.path("Notification"));
            var subscribers = new ArrayList<>(old.subscribers());
            subscribers.set(place(subscribers, request.path("OldSubscriber")), request.path("NewSubscriber"));
            subscribed(stored, old, subscribers);
        }

        void deleteSubscriber(StoredBudget stored, ObjectNode request) {
            var old = found(stored, request.path("Notification"));
            var subscribers = new ArrayList<>(old.subscribers());
            subscribers.remove(place(subscribers, request.path("Subscriber")));
            subscribed(stored, old, subscribers);
        }

        private static void subscribed(StoredBudget stored, Notice old, List<JsonNode> subscribers) {
            if (subscribers.stream().distinct().count() < subscribers.size()) {
                throw AwsRefusal.of("DuplicateRecordException", "Unable to create subscriber - it already exists.");
            }
            BudgetChecks.subscribers(subscribers);
            replace(stored, old, new Notice(old.notification(), List.copyOf(subscribers)));
        }

        private static int place(List<JsonNode> subscribers, JsonNode asked) {
            var place = subscribers.indexOf(asked);
            if (place < 0) {
                throw AwsRefusal.of("NotFoundException", "Unable to get the subscriber - it doesn't exist.");
            }
            return place;
        }

        private static void replace(StoredBudget stored, Notice old, Notice other) {
            stored.notices().set(stored.notices().indexOf(old), other);
        }

        static Notice found(StoredBudget stored, JsonNode asked) {
            return stored.notices().stream()
                    .filter(one -> one.is(asked))
                    .findFirst()
                    .orElseThrow(() ->
                            AwsRefusal.of("NotFoundException", "Unable to get the notification - it doesn't exist."));
        }
    }
}
