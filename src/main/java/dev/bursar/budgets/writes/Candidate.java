package dev.bursar.budgets.writes;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.aws.AwsBudgetReader.TeamFacts;
import dev.bursar.budgets.aws.TeamTags;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipRule;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an own budget would be in AWS, or why it can't be there. */
sealed interface Candidate {
    /** @param part what Bursar decides, with AWS's members; without a name */
    record Possible(String part, TeamId team, Set<String> values, Set<String> without, CostMetric metric)
            implements Candidate {
        public Possible {
            values = Set.copyOf(values);
            without = Set.copyOf(without);
        }
    }

    record Impossible(PublishObstacle why) implements Candidate {}

    String CURRENCY = "USD";
    int MONTHS = 12;
    int QUARTERS = 4;

    static Candidate of(Budget budget, TeamFacts facts) {
        return switch (budget.scope()) {
            case BudgetScope.OfUnallocated any -> new Impossible(PublishObstacle.UNALLOCATED);
            case BudgetScope.OfDepartment any -> new Impossible(PublishObstacle.NOT_OF_A_TEAM);
            case BudgetScope.OfEverything any -> new Impossible(PublishObstacle.NOT_OF_A_TEAM);
            case BudgetScope.OfTeam(TeamId team) -> ofTeam(budget, team, facts);
        };
    }

    private static Candidate ofTeam(Budget budget, TeamId team, TeamFacts facts) {
        LocalDateRange period = budget.period(facts.today());
        BudgetBasis basis = budget.basis(period.getStart());
        @Nullable PublishObstacle why = obstacle(budget, period, basis);
        if (why != null) {
            return new Impossible(why);
        }
        Optional<List<String>> keys = facts.keys().during(period.getStart(), period.getEnd());
        if (keys.isEmpty()) {
            return new Impossible(PublishObstacle.KEYS_CHANGE);
        }
        if (keys.get().isEmpty()) {
            return new Impossible(PublishObstacle.NO_TEAM_KEY);
        }
        List<OwnershipRule> rules = facts.rules().stream()
                .filter(rule -> rule.team().equals(team) && rule.holdsOn(facts.today()))
                .toList();
        if (rules.stream().anyMatch(rule -> !rule.namesOnlyTags())) {
            return new Impossible(PublishObstacle.OTHER_RULES);
        }
        Set<String> values = values(team, rules, facts.tags());
        if (values.isEmpty()) {
            return new Impossible(PublishObstacle.NO_VALUES);
        }
        Set<String> without = without(basis);
        return new Possible(
                part(budget, period, basis, keys.get(), values, without), team, values, without, basis.cost());
    }

    private static @Nullable PublishObstacle obstacle(Budget budget, LocalDateRange period, BudgetBasis basis) {
        if (budget.endedOn() != null) {
            return PublishObstacle.ENDED;
        }
        if (period.getStart().isBefore(budget.firstPeriod())) {
            return PublishObstacle.NOT_BEGUN;
        }
        if (!budget.currency().equals(CURRENCY)) {
            return PublishObstacle.CURRENCY;
        }
        boolean calendar = switch (budget.cadence()) {
            case MONTH -> true;
            case QUARTER -> budget.yearStart().firstMonthOfQuarter() == budget.yearStart();
            case YEAR -> budget.yearStart() == Month.JANUARY;
        };
        if (!calendar) {
            return PublishObstacle.FISCAL;
        }
        if (basis.withoutSupport()) {
            return PublishObstacle.WITHOUT_SUPPORT;
        }
        return basis.without().contains(Exclusion.COMMITMENTS) ? PublishObstacle.WITHOUT_COMMITMENTS : null;
    }

    /** Those that charges have, and those that rules name beforehand. */
    private static Set<String> values(TeamId team, List<OwnershipRule> rules, TeamTags tags) {
        var values = new TreeSet<>(tags.charged(team));
        for (OwnershipRule rule : rules) {
            if (rule.tagValues() != null) {
                rule.tagValues().stream()
                        .filter(value -> tags.owner(value).filter(team::equals).isPresent())
                        .forEach(values::add);
            }
        }
        return values;
    }

    private static Set<String> without(BudgetBasis basis) {
        var without = new TreeSet<String>();
        for (Exclusion exclusion : basis.without()) {
            switch (exclusion) {
                case CREDITS -> without.add("Credit");
                case TAX -> without.add("Tax");
                case COMMITMENTS -> throw new IllegalArgumentException("Commitments can't be left out");
            }
        }
        return without;
    }

    private static String part(
            Budget budget,
            LocalDateRange period,
            BudgetBasis basis,
            List<String> keys,
            Set<String> values,
            Set<String> without) {
        ObjectNode json = BudgetJson.JSON.createObjectNode();
        json.put("TimeUnit", timeUnit(budget.cadence()));
        limits(budget, period, json);
        json.putNull("AutoAdjustData").putNull("CostFilters").putNull("CostTypes");
        json.set("FilterExpression", expression(keys, values, without));
        // private discounts are in Bursar's costs too
        json.putArray("Metrics").add(basis.cost() == CostMetric.EFFECTIVE ? "NetAmortizedCost" : "NetUnblendedCost");
        ObjectNode part = BudgetJson.JSON.createObjectNode();
        part.set(BudgetJson.BUDGET, json);
        return BudgetJson.ordered(part).toString();
    }

    static String timeUnit(Cadence cadence) {
        return switch (cadence) {
            case MONTH -> "MONTHLY";
            case QUARTER -> "QUARTERLY";
            case YEAR -> "ANNUALLY";
        };
    }

    /** One limit where it stays; else one for each of the periods that AWS takes. */
    private static void limits(Budget budget, LocalDateRange period, ObjectNode json) {
        int ahead = budget.cadence() == Cadence.MONTH ? MONTHS : budget.cadence() == Cadence.QUARTER ? QUARTERS : 1;
        var limits = new ArrayList<BigDecimal>();
        for (int i = 0; i < ahead; i++) {
            LocalDate from = budget.cadence().shifted(period, i).getStart();
            limits.add(budget.limit(from).orElseThrow());
        }
        if (limits.stream().allMatch(limit -> limit.compareTo(limits.getFirst()) == 0)) {
            json.set(BudgetJson.LIMIT, spend(limits.getFirst()));
            json.putNull(BudgetJson.PLANNED);
            return;
        }
        ObjectNode planned = json.putObject(BudgetJson.PLANNED);
        for (int i = 0; i < ahead; i++) {
            LocalDate from = budget.cadence().shifted(period, i).getStart();
            planned.set(String.valueOf(from.atStartOfDay().toEpochSecond(ZoneOffset.UTC)), spend(limits.get(i)));
        }
        json.putNull(BudgetJson.LIMIT);
    }

    private static ObjectNode spend(BigDecimal limit) {
        return BudgetJson.JSON
                .createObjectNode()
                .put("Amount", limit.stripTrailingZeros().toPlainString())
                .put("Unit", CURRENCY);
    }

    private static ObjectNode expression(List<String> keys, Set<String> values, Set<String> without) {
        ObjectNode tags = tags(keys, values);
        if (without.isEmpty()) {
            return tags;
        }
        ObjectNode not = BudgetJson.JSON.createObjectNode();
        leaf(not.putObject("Not").putObject("Dimensions"), "RECORD_TYPE", without);
        ObjectNode both = BudgetJson.JSON.createObjectNode();
        both.putArray("And").add(tags).add(not);
        return both;
    }

    /** One of the values at the first key; or, where that is absent, at the second; and so on. */
    private static ObjectNode tags(List<String> keys, Set<String> values) {
        List<ObjectNode> ways = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            ObjectNode present = BudgetJson.JSON.createObjectNode();
            leaf(present.putObject("Tags"), keys.get(i), values);
            if (i == 0) {
                ways.add(present);
                continue;
            }
            ObjectNode way = BudgetJson.JSON.createObjectNode();
            ArrayNode parts = way.putArray("And");
            keys.subList(0, i)
                    .forEach(key -> parts.addObject()
                            .putObject("Tags")
                            .put("Key", key)
                            .putArray("MatchOptions")
                            .add("ABSENT"));
            parts.add(present);
            ways.add(way);
        }
        if (ways.size() == 1) {
            return ways.getFirst();
        }
        ObjectNode any = BudgetJson.JSON.createObjectNode();
        any.putArray("Or").addAll(ways);
        return any;
    }

    private static void leaf(ObjectNode leaf, String key, Set<String> values) {
        leaf.put("Key", key);
        ArrayNode array = leaf.putArray("Values");
        values.stream().sorted().forEach(array::add);
        leaf.putArray("MatchOptions").add("EQUALS");
    }

    /** Whom AWS would tell when, as Bursar does: each a whole notification. */
    static List<String> notices(List<Threshold> thresholds) {
        return thresholds.stream()
                .map(threshold -> BudgetJson.notification(
                        threshold.kind() == Threshold.Kind.ACTUAL ? "ACTUAL" : "FORECASTED",
                        BigDecimal.valueOf(threshold.percent())))
                .toList();
    }
}
