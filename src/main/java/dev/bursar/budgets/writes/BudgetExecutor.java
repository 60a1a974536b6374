package dev.bursar.budgets.writes;

import dev.bursar.budgets.aws.AwsBudgetStore;
import dev.bursar.budgets.spi.AwsBudgets;
import dev.bursar.budgets.spi.BudgetWriting;
import dev.bursar.changes.write.ChangeExecutor;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes budgets for changes: an item is a budget, or one of its notifications, and takes one request. */
@Component
class BudgetExecutor implements ChangeExecutor {
    static final String BUDGET = "budget";
    static final String NOTICE = "notification ";
    static final String TYPE = "budgets:budget";

    private final BudgetWriting aws;
    private final ManagedBudgets managed;
    private final Reach reach;
    private final JobRequests jobs;

    BudgetExecutor(BudgetWriting aws, ManagedBudgets managed, Reach reach, JobRequests jobs) {
        this.aws = aws;
        this.managed = managed;
        this.reach = reach;
        this.jobs = jobs;
    }

    @Override
    public WriteKind kind() {
        return WriteKind.BUDGETS;
    }

    @Override
    public List<String> actions(WriteSettings settings) {
        return List.of("budgets:ModifyBudget", AwsBudgets.PERMISSION);
    }

    @Override
    public String sessionPolicy() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\","
                + "\"Action\":[\"budgets:ModifyBudget\",\"budgets:ViewBudget\"]}]}";
    }

    static boolean isNotice(ChangeItem item) {
        return item.part().startsWith(NOTICE);
    }

    /** A budget comes or goes with its notifications; one that changes keeps them. */
    private static boolean isWhole(ChangeItem item) {
        return item.wanted() == null || isCreation(item.wanted());
    }

    private static boolean isUpdate(ChangeItem item) {
        return !isNotice(item) && !isWhole(item);
    }

    private static boolean isCreation(String wanted) {
        return BudgetJson.read(wanted).has(BudgetJson.NOTICES);
    }

    @Override
    public Map<Integer, Present> present(Place place, List<ChangeItem> items, RequestMeter meter) {
        Map<Integer, Present> present = new HashMap<>();
        for (ChangeItem item : items) {
            Optional<String> raw = aws.budget(place, item.name(), meter);
            List<String> unknown =
                    raw.filter(there -> isUpdate(item)).map(aws::unknownMembers).orElse(List.of());
            if (!unknown.isEmpty() && item.state() == ItemState.PLANNED) {
                present.put(
                        item.number(),
                        new Present.Refused(
                                BudgetJson.whole(raw.orElseThrow(), null),
                                BudgetWriting.UNKNOWN_MEMBER,
                                String.join(", ", unknown)));
                continue;
            }
            boolean notices = raw.isPresent() && (isNotice(item) || isWhole(item));
            present.put(
                    item.number(),
                    present(item, raw.orElse(null), notices ? aws.notices(place, item.name(), meter) : null));
        }
        return present;
    }

    /**
     * What AWS has, in the words of the item where it means the same: AWS adds members, and writes amounts in its own way.
     *
     * @param raw null where there is no such budget
     * @param notices null where they don't matter
     */
    static Present present(ChangeItem item, @Nullable String raw, @Nullable List<String> notices) {
        if (isNotice(item)) {
            return raw == null || notices == null ? new Present.Gone() : new Present.Value(notice(item, notices));
        }
        if (raw == null) {
            return item.wanted() != null && !isCreation(item.wanted()) ? new Present.Gone() : new Present.Value(null);
        }
        for (String known : known(item)) {
            if (BudgetJson.covers(raw, notices, known)) {
                return new Present.Value(known);
            }
        }
        return new Present.Value(BudgetJson.whole(raw, notices));
    }

    private static List<String> known(ChangeItem item) {
        var known = new ArrayList<String>();
        if (item.wanted() != null) {
            known.add(item.wanted());
        }
        // a budget that goes is shown whole, so that it can come back
        if (item.before() != null && (item.wanted() != null || isNotice(item) || isCreation(item.before()))) {
            known.add(item.before());
        }
        return known;
    }

    private static @Nullable String notice(ChangeItem item, List<String> notices) {
        return known(item).stream()
                .filter(known -> notices.stream().anyMatch(one -> isThere(one, known)))
                .findFirst()
                .orElse(null);
    }

    /** Subscribers count where they are said. */
    private static boolean isThere(String notice, String known) {
        JsonNode said = BudgetJson.read(known);
        return BudgetJson.sameNotification(notice, known)
                && (!said.has(BudgetJson.SUBSCRIBERS)
                        || BudgetJson.same(
                                BudgetJson.read(notice).path(BudgetJson.SUBSCRIBERS),
                                said.path(BudgetJson.SUBSCRIBERS)));
    }

    @Override
    public List<ChangeItem> batch(List<ChangeItem> waiting) {
        return List.of(waiting.getFirst());
    }

    @Override
    public Map<Integer, Outcome> write(Place place, List<ChangeItem> items, RequestMeter meter) {
        return items.stream()
                .collect(Collectors.toMap(
                        ChangeItem::number,
                        item -> isNotice(item) ? writeNotice(place, item, meter) : writeBudget(place, item, meter)));
    }

    private Outcome writeBudget(Place place, ChangeItem item, RequestMeter meter) {
        @Nullable String wanted = item.wanted();
        if (wanted == null) {
            return aws.delete(place, item.name(), meter);
        }
        if (isCreation(wanted)) {
            return aws.create(place, BudgetJson.created(wanted), meter);
        }
        return aws.update(
                place,
                item.name(),
                raw -> raw.filter(one -> item.before() != null && BudgetJson.covers(one, null, item.before()))
                        .map(one -> BudgetJson.with(one, wanted)),
                meter);
    }

    private Outcome writeNotice(Place place, ChangeItem item, RequestMeter meter) {
        @Nullable String before = item.before();
        @Nullable String wanted = item.wanted();
        if (wanted == null) {
            return before == null
                    ? new Outcome.Taken()
                    : aws.deleteNotice(place, item.name(), BudgetJson.notification(before), meter);
        }
        return before == null
                ? aws.createNotice(place, item.name(), wanted, meter)
                : aws.changeNotice(
                        place, item.name(), BudgetJson.notification(before), BudgetJson.notification(wanted), meter);
    }

    /** What Bursar doesn't manage any more stays; so does what lies in another account than the payer's. */
    @Override
    public Set<Integer> notAllowed(List<ChangeItem> items, WriteSettings settings, boolean undoing) {
        return items.stream()
                .filter(item -> !item.account().equals(reach.payer()) || !undoing && !isManaged(item))
                .map(ChangeItem::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isManaged(ChangeItem item) {
        return managed.named(item.account(), item.name()).isPresent();
    }

    /** How it differs is looked at again at once. */
    @Override
    public void verified(List<ChangeItem> items) {
        if (!items.isEmpty()) {
            jobs.add(AwsBudgetStore.JOB);
        }
        items.forEach(item -> managed.named(item.account(), item.name()).ifPresent(one -> verified(item, one)));
    }

    private void verified(ChangeItem item, ManagedBudget one) {
        if (isNotice(item)) {
            managed.written(one, one.written(), notices(one, item));
            return;
        }
        @Nullable String wanted = item.wanted();
        if (wanted == null) {
            managed.written(one, null, null);
            return;
        }
        JsonNode said = BudgetJson.read(wanted);
        @Nullable String notices = one.notices();
        if (said.has(BudgetJson.NOTICES)) {
            notices = said.path(BudgetJson.NOTICES).isEmpty()
                    ? null
                    : said.path(BudgetJson.NOTICES).toString();
        }
        managed.written(one, decided(one.written(), said), notices);
    }

    /** What was written before, with what is written now. */
    private static String decided(@Nullable String before, JsonNode said) {
        ObjectNode json = BudgetJson.JSON.createObjectNode();
        if (before != null) {
            json.setAll((ObjectNode) BudgetJson.read(before).path(BudgetJson.BUDGET));
        }
        said.path(BudgetJson.BUDGET).properties().stream()
                .filter(member -> BudgetJson.DECIDED.contains(member.getKey()))
                .forEach(member -> json.set(member.getKey(), member.getValue()));
        ObjectNode part = BudgetJson.JSON.createObjectNode();
        part.set(BudgetJson.BUDGET, json);
        return BudgetJson.ordered(part).toString();
    }

    private static @Nullable String notices(ManagedBudget one, ChangeItem item) {
        var list = new ArrayList<String>();
        @Nullable JsonNode kept = null;
        for (String notice : one.noticeList()) {
            if (item.before() != null && BudgetJson.sameNotification(notice, item.before())) {
                kept = BudgetJson.read(notice).path(BudgetJson.SUBSCRIBERS);
            } else {
                list.add(notice);
            }
        }
        if (item.wanted() != null) {
            ObjectNode wanted = BudgetJson.read(item.wanted());
            ObjectNode notice = BudgetJson.JSON.createObjectNode();
            notice.set(BudgetJson.NOTIFICATION, BudgetJson.read(BudgetJson.notification(item.wanted())));
            notice.set(
                    BudgetJson.SUBSCRIBERS,
                    wanted.has(BudgetJson.SUBSCRIBERS)
                            ? wanted.path(BudgetJson.SUBSCRIBERS)
                            : kept == null ? BudgetJson.JSON.createArrayNode() : kept);
            list.add(notice.toString());
        }
        ArrayNode array = BudgetJson.JSON.createArrayNode();
        list.forEach(notice -> array.add(BudgetJson.read(notice)));
        return array.isEmpty() ? null : array.toString();
    }
}
