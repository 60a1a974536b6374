package dev.bursar.budgets.writes;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.cost.BudgetCosts;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.writes.BudgetWriteRefused.Why;
import dev.bursar.budgets.writes.Drift.Part;
import dev.bursar.changes.write.AwsChanges;
import dev.bursar.changes.write.AwsChanges.Latest;
import dev.bursar.changes.write.Fixing;
import dev.bursar.changes.write.ItemDraft;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailAddress;
import dev.bursar.setup.reach.Reach;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes changes to AWS of what is to become of budgets there. */
@Component
class BudgetProposals {
    private static final int MOST_ADDRESSES = 10;

    private final AwsChanges changes;
    private final BudgetCosts costs;
    private final Reach reach;

    BudgetProposals(AwsChanges changes, BudgetCosts costs, Reach reach) {
        this.changes = changes;
        this.costs = costs;
        this.reach = reach;
    }

    boolean isOn() {
        return changes.settings(WriteKind.BUDGETS).enabled();
    }

    String payer() {
        @Nullable String payer = reach.payer();
        if (payer == null) {
            throw new BudgetWriteRefused(Why.NO_PAYER);
        }
        return payer;
    }

    /** Whose costs it counts. */
    String name(Budget budget) {
        return costs.names().of(budget.scope());
    }

    Optional<Fixing> open(int budget) {
        return Optional.ofNullable(
                changes.fixing(WriteKind.BUDGETS, Set.of((long) budget)).get((long) budget));
    }

    /** How the latest change of each own budget's whole in AWS came out, by its number. */
    Map<Long, Latest> latest() {
        return changes.latest(WriteKind.BUDGETS, BudgetExecutor.BUDGET);
    }

    /** Whether nothing that is open is about it any more: what nobody has decided on is rejected. */
    boolean replace(int budget, String reason) {
        for (Optional<Fixing> open = open(budget); open.isPresent(); open = open(budget)) {
            if (!changes.replace(open.get().change(), reason)) {
                return false;
            }
        }
        return true;
    }

    long propose(String reason, List<ItemDraft> items) {
        return changes.propose(WriteKind.BUDGETS, reason, items);
    }

    ItemDraft item(Budget budget, String account, String name, @Nullable String before, @Nullable String wanted) {
        return item(budget, account, name, BudgetExecutor.BUDGET, before, wanted);
    }

    private static ItemDraft item(
            Budget budget, String account, String name, String part, @Nullable String before, @Nullable String wanted) {
        return new ItemDraft(
                account,
                "global",
                ManagedBudget.arn(account, name),
                BudgetExecutor.TYPE,
                name,
                budget.scope() instanceof BudgetScope.OfTeam(TeamId team) ? team : TeamId.UNALLOCATED,
                part,
                before,
                wanted,
                null,
                null,
                null,
                (long) budget.id());
    }

    /** Its thresholds as AWS's notifications, each with the same subscribers; none without addresses. */
    static ArrayNode notices(Budget budget, List<String> addresses) {
        ArrayNode notices = BudgetJson.JSON.createArrayNode();
        if (addresses.isEmpty()) {
            return notices;
        }
        List<String> plain = addresses.stream().map(String::strip).distinct().toList();
        if (plain.size() > MOST_ADDRESSES || !plain.stream().allMatch(BudgetProposals::isAddress)) {
            throw new BudgetWriteRefused(Why.ADDRESSES);
        }
        if (budget.thresholds().isEmpty()) {
            throw new BudgetWriteRefused(Why.NO_THRESHOLDS);
        }
        Candidate.notices(budget.thresholds()).forEach(notification -> {
            ObjectNode notice = notices.addObject();
            notice.set(BudgetJson.NOTIFICATION, BudgetJson.read(notification));
            ArrayNode subscribers = notice.putArray(BudgetJson.SUBSCRIBERS);
            plain.forEach(
                    address -> subscribers.addObject().put("Address", address).put("SubscriptionType", "EMAIL"));
        });
        return notices;
    }

    private static boolean isAddress(String text) {
        return MailAddress.read(text).isPresent();
    }

    /** A whole that is to be created. */
    static String creation(String name, String part, JsonNode notices) {
        ObjectNode whole = BudgetJson.read(part);
        ((ObjectNode) whole.path(BudgetJson.BUDGET)).put(BudgetJson.NAME, name).put("BudgetType", AwsBudget.COST);
        whole.set(BudgetJson.NOTICES, notices);
        return BudgetJson.ordered(whole).toString();
    }

    /** What has to be written so that AWS has what Bursar has. */
    List<ItemDraft> again(Budget budget, ManagedBudget managed, String ours, Drift drift, Optional<AwsBudget> there) {
        if (drift.deleted() || there.isEmpty()) {
            JsonNode notices = managed.notices() == null
                    ? BudgetJson.JSON.createArrayNode()
                    : BudgetJson.JSON.readTree(managed.notices());
            return List.of(
                    item(budget, managed.account(), managed.name(), null, creation(managed.name(), ours, notices)));
        }
        var items = new ArrayList<ItemDraft>();
        Set<Part> parts =
                drift.differences().stream().map(Drift.Difference::part).collect(Collectors.toSet());
        part(ours, parts)
                .ifPresent(wanted -> items.add(item(
                        budget,
                        managed.account(),
                        managed.name(),
                        BudgetJson.whole(there.get().raw(), null),
                        wanted)));
        if (parts.contains(Part.NOTIFICATIONS)) {
            items.addAll(notices(budget, managed, there.get()));
        }
        return items;
    }

    /** Only what differs: the rest of the budget stays. */
    private static Optional<String> part(String ours, Set<Part> parts) {
        JsonNode all = BudgetJson.read(ours).path(BudgetJson.BUDGET);
        ObjectNode budget = BudgetJson.JSON.createObjectNode();
        var names = new ArrayList<String>();
        if (parts.contains(Part.LIMIT)) {
            names.addAll(List.of(BudgetJson.LIMIT, BudgetJson.PLANNED, "AutoAdjustData"));
        }
        if (parts.contains(Part.COSTS)) {
            names.addAll(Drift.FILTER);
        }
        if (parts.contains(Part.TIME_UNIT)) {
            names.add("TimeUnit");
        }
        names.forEach(name -> budget.set(name, all.has(name) ? all.path(name) : BudgetJson.JSON.nullNode()));
        if (budget.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode part = BudgetJson.JSON.createObjectNode();
        part.set(BudgetJson.BUDGET, budget);
        return Optional.of(BudgetJson.ordered(part).toString());
    }

    private static List<ItemDraft> notices(Budget budget, ManagedBudget managed, AwsBudget there) {
        List<String> now = there.notifications() == null
                ? List.of()
                : there.notifications().stream().map(BudgetJson::notification).toList();
        var items = new ArrayList<ItemDraft>();
        for (NoticePlan plan : NoticePlan.of(managed.noticeList(), Candidate.notices(budget.thresholds()), now)) {
            items.add(item(
                    budget,
                    managed.account(),
                    managed.name(),
                    part(plan.before() == null ? plan.wanted() : plan.before()),
                    plan.before(),
                    plan.wanted()));
        }
        return items;
    }

    /** {@code notification ACTUAL GREATER_THAN 80}. */
    private static String part(@Nullable String notice) {
        JsonNode one = BudgetJson.read(BudgetJson.notification(notice == null ? "{}" : notice));
        return BudgetExecutor.NOTICE + one.path("NotificationType").asString("") + " "
                + one.path("ComparisonOperator").asString("") + " "
                + one.path("Threshold").asString("");
    }

    /**
     * What is to be written of a budget's notifications. None has an id: one that changes is updated whole and keeps its subscribers.
     *
     * @param before a whole notification as it is there, or with its subscribers where it goes; null where a new one comes
     * @param wanted a whole notification, or with subscribers where it is new; null where one goes
     */
    record NoticePlan(@Nullable String before, @Nullable String wanted) {
        /**
         * @param written with their subscribers, as Bursar wrote them
         * @param ours whole notifications, as they should be
         * @param there whole notifications, as AWS has them
         */
        static List<NoticePlan> of(List<String> written, List<String> ours, List<String> there) {
            List<String> gone = written.stream()
                    .filter(one -> !isAmong(one, ours) && isAmong(one, there))
                    .toList();
            List<String> missing =
                    ours.stream().filter(one -> !isAmong(one, there)).toList();
            var plan = new ArrayList<NoticePlan>();
            for (int i = 0; i < Math.max(gone.size(), missing.size()); i++) {
                if (i >= missing.size()) {
                    plan.add(new NoticePlan(
                            BudgetJson.ordered(BudgetJson.read(gone.get(i))).toString(), null));
                } else if (i < gone.size()) {
                    plan.add(new NoticePlan(BudgetJson.notification(gone.get(i)), missing.get(i)));
                } else {
                    int at = i;
                    subscribed(missing.get(at), written).ifPresent(wanted -> plan.add(new NoticePlan(null, wanted)));
                }
            }
            return List.copyOf(plan);
        }

        private static boolean isAmong(String one, List<String> others) {
            return others.stream().anyMatch(other -> BudgetJson.sameNotification(one, other));
        }

        /** With the subscribers that it had, or else those of another one. */
        private static Optional<String> subscribed(String notification, List<String> written) {
            return written.stream()
                    .filter(one -> BudgetJson.sameNotification(one, notification))
                    .findFirst()
                    .or(() -> written.stream().findFirst())
                    .map(one -> {
                        ObjectNode json = BudgetJson.JSON.createObjectNode();
                        json.set(BudgetJson.NOTIFICATION, BudgetJson.read(notification));
                        json.set(BudgetJson.SUBSCRIBERS, BudgetJson.read(one).path(BudgetJson.SUBSCRIBERS));
                        return BudgetJson.ordered(json).toString();
                    });
        }
    }
}
