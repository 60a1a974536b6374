package dev.bursar.budgets.writes;

import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a budget that Bursar wrote differs from what AWS has now.
 *
 * @param deleted AWS has no budget of the name any more
 */
public record Drift(boolean deleted, List<Difference> differences) {
    public static final Drift NONE = new Drift(false, List.of());

    public Drift {
        differences = List.copyOf(differences);
    }

    /** What can differ. */
    public enum Part {
        /** What may be spent in the periods to come. */
        LIMIT,
        /** Tag values, charge types and the metric. */
        COSTS,
        /** How long its periods are. */
        TIME_UNIT,
        /** Whom AWS tells when. */
        NOTIFICATIONS
    }

    /**
     * Values as JSON; null where there is none.
     *
     * @param oursMoved Bursar's value is another one than was written
     * @param awsChanged AWS's value is another one than was written
     */
    public record Difference(
            Part part, @Nullable String ours, @Nullable String aws, boolean oursMoved, boolean awsChanged) {}

    public boolean isAny() {
        return deleted || !differences.isEmpty();
    }

    /** Whether AWS's value can be taken into Bursar: its limit, and nothing else differs. */
    public boolean canBeTaken() {
        return !deleted && !differences.isEmpty() && differences.stream().allMatch(one -> one.part() == Part.LIMIT);
    }

    /**
     * A budget at three times.
     *
     * @param written what Bursar decided, as a part
     * @param ours what it would decide now
     * @param aws as AWS has it now; null where it was deleted
     * @param periods the first days of the periods whose limits count
     */
    record Sides(String written, String ours, @Nullable String aws, List<LocalDate> periods) {}

    /**
     * Notifications that Bursar manages; all whole, without subscribers.
     *
     * @param aws empty where AWS refused to list them
     */
    record Notices(List<String> written, List<String> ours, Optional<List<String>> aws) {}

    static final List<String> FILTER = List.of("FilterExpression", "Metrics", "CostFilters", "CostTypes");

    static Drift of(Sides sides, Optional<Notices> notices) {
        if (sides.aws() == null) {
            return new Drift(true, List.of());
        }
        JsonNode written = BudgetJson.read(sides.written()).path(BudgetJson.BUDGET);
        JsonNode ours = BudgetJson.read(sides.ours()).path(BudgetJson.BUDGET);
        JsonNode aws = BudgetJson.writable(BudgetJson.read(sides.aws()));
        var differences = new ArrayList<Difference>();
        add(
                differences,
                Part.LIMIT,
                limits(written, sides.periods()),
                limits(ours, sides.periods()),
                limits(aws, sides.periods()));
        add(differences, Part.COSTS, filter(written), filter(ours), filter(aws));
        add(differences, Part.TIME_UNIT, written.path("TimeUnit"), ours.path("TimeUnit"), aws.path("TimeUnit"));
        notices.ifPresent(these -> these.aws().ifPresent(there -> notices(differences, these, there)));
        return new Drift(false, differences);
    }

    private static void add(List<Difference> differences, Part part, JsonNode written, JsonNode ours, JsonNode aws) {
        if (!BudgetJson.same(ours, aws)) {
            differences.add(new Difference(
                    part,
                    ours.toString(),
                    aws.isMissingNode() ? null : aws.toString(),
                    !BudgetJson.same(written, ours),
                    !BudgetJson.same(written, aws)));
        }
    }

    /** The limit of each period, planned or not: after the last planned one that limit goes on. */
    private static JsonNode limits(JsonNode budget, List<LocalDate> periods) {
        ObjectNode limits = BudgetJson.JSON.createObjectNode();
        JsonNode planned = budget.path(BudgetJson.PLANNED);
        for (LocalDate period : periods) {
            JsonNode limit = planned.isEmpty() ? budget.path(BudgetJson.LIMIT) : at(planned, period);
            limits.set(period.toString(), limit.isMissingNode() ? BudgetJson.JSON.nullNode() : limit);
        }
        if (budget.path("AutoAdjustData").isObject()) {
            // it moves by itself
            limits.put(
                    "adjusts",
                    budget.path("AutoAdjustData").path("AutoAdjustType").asString(""));
        }
        return limits;
    }

    private static JsonNode at(JsonNode planned, LocalDate period) {
        long second = period.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        return planned.properties().stream()
                .filter(entry -> entry.getKey().matches("\\d{1,11}") && Long.parseLong(entry.getKey()) <= second)
                .max(java.util.Comparator.comparingLong(entry -> Long.parseLong(entry.getKey())))
                .or(() -> planned.properties().stream().findFirst())
                .map(Map.Entry::getValue)
                .orElseThrow();
    }

    private static JsonNode filter(JsonNode budget) {
        ObjectNode filter = BudgetJson.JSON.createObjectNode();
        FILTER.forEach(name -> {
            JsonNode value = budget.path(name);
            if (!value.isEmpty() && !BudgetJson.isOfOtherForm(name, budget)) {
                filter.set(name, value);
            }
        });
        return filter;
    }

    private static void notices(List<Difference> differences, Notices notices, List<String> there) {
        // others that AWS has as well are not Bursar's
        List<String> aws = there.stream()
                .filter(one -> isAmong(one, notices.written()) || isAmong(one, notices.ours()))
                .toList();
        boolean same = sameSet(aws, notices.ours());
        if (!same) {
            differences.add(new Difference(
                    Part.NOTIFICATIONS,
                    array(notices.ours()),
                    array(aws),
                    !sameSet(notices.written(), notices.ours()),
                    !sameSet(notices.written(), aws)));
        }
    }

    private static boolean isAmong(String one, List<String> others) {
        return others.stream().anyMatch(other -> BudgetJson.sameNotification(one, other));
    }

    private static boolean sameSet(List<String> some, List<String> others) {
        return some.size() == others.size() && some.stream().allMatch(one -> isAmong(one, others));
    }

    private static String array(List<String> notifications) {
        var array = BudgetJson.JSON.createArrayNode();
        notifications.forEach(one -> array.add(BudgetJson.read(one)));
        return array.toString();
    }

    /** AWS's limit now, where it is one of our currency that doesn't move by itself; for periods from the first one. */
    static Optional<List<BigDecimal>> limitsOf(String aws, List<LocalDate> periods) {
        JsonNode budget = BudgetJson.writable(BudgetJson.read(aws));
        JsonNode limits = limits(budget, periods);
        if (limits.has("adjusts")) {
            return Optional.empty();
        }
        var amounts = new ArrayList<BigDecimal>();
        for (LocalDate period : periods) {
            JsonNode limit = limits.path(period.toString());
            Optional<BigDecimal> amount = BudgetJson.amount(limit.path("Amount"));
            if (amount.isEmpty() || !limit.path("Unit").asString("").equals(Candidate.CURRENCY)) {
                return Optional.empty();
            }
            amounts.add(amount.get());
        }
        while (amounts.size() > 1 && amounts.getLast().compareTo(amounts.get(amounts.size() - 2)) == 0) {
            amounts.removeLast();
        }
        return Optional.of(amounts);
    }
}
