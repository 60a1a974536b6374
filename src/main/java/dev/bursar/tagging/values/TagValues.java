package dev.bursar.tagging.values;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.TeamHistory;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.setup.TeamKey;
import dev.bursar.tagging.values.ValueGroups.Pair;
import dev.bursar.tagging.values.ValueReport.Distinct;
import dev.bursar.tagging.values.ValueReport.Joining;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds values of the team's tag that are the same word, and makes one an alias of the other. */
@Service
@Transactional(readOnly = true)
public class TagValues {
    private static final String MAY_SEE = "hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String MAY_CHANGE = "hasRole('ADMIN')";
    private static final int WHOLE_MONTHS = 3;
    /** Those with the largest costs: comparing grows with the square of their number. */
    private static final int MOST_VALUES = 2_000;

    private final CostService costs;
    private final OwnershipRuleService rules;
    private final TeamKey teamKey;
    private final DistinctValues distinct;
    private final EmptiedTeams emptied;
    private final UnreadAccounts unread;
    private final Journal journal;
    private final Clock clock;

    TagValues(
            CostService costs,
            OwnershipRuleService rules,
            TeamKey teamKey,
            DistinctValues distinct,
            EmptiedTeams emptied,
            UnreadAccounts unread,
            Journal journal,
            Clock clock) {
        this.costs = costs;
        this.rules = rules;
        this.teamKey = teamKey;
        this.distinct = distinct;
        this.emptied = emptied;
        this.unread = unread;
        this.journal = journal;
        this.clock = clock;
    }

    /** What is probably the same over the last three whole months with costs and the one after them. */
    @PreAuthorize(MAY_SEE)
    public ValueReport report() {
        Optional<String> key = teamKey.key();
        Optional<DayRange> days = key.flatMap(one -> costs.extent()).map(this::lastMonths);
        if (key.isEmpty() || days.isEmpty()) {
            return new ValueReport(
                    key, Optional.empty(), List.of(), List.of(), Map.of(), List.of(), UnreadAccounts.Answer.ALL_READ);
        }
        List<OwnershipRule> all = rules.rules().all();
        List<TagValue> values = values(days.get(), all);
        List<Pair> pairs = distinct.all(key.get());
        Map<Integer, Integer> versions = new HashMap<>();
        all.forEach(rule -> versions.put(rule.id(), rule.version()));
        return new ValueReport(
                key,
                days,
                values,
                ValueGroups.of(values, new HashSet<>(pairs)),
                versions,
                pairs.stream()
                        .map(pair -> new Distinct(pair.value(), pair.other()))
                        .toList(),
                unread.now());
    }

    private DayRange lastMonths(DayRange extent) {
        YearMonth today = YearMonth.from(LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        YearMonth newest = YearMonth.from(extent.to().minusDays(1));
        YearMonth last = newest.isAfter(today) ? today : newest;
        LocalDate end = last.plusMonths(1).atDay(1);
        return new DayRange(last.minusMonths(WHOLE_MONTHS).atDay(1), extent.to().isBefore(end) ? extent.to() : end);
    }

    private List<TagValue> values(DayRange days, List<OwnershipRule> all) {
        CostResult answer = costs.ask(new CostQuery(
                days.from(),
                days.to(),
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.TAG_VALUE,
                Dimension.TEAM,
                Set.of(),
                null,
                List.of()));
        Map<String, Found> found = new LinkedHashMap<>();
        for (CurrencySpend spend : answer.currencies()) {
            CurrencyUnit currency = CurrencyUnit.of(spend.currency());
            for (Row row : spend.rows()) {
                if (!row.key().isEmpty()) {
                    found.computeIfAbsent(row.key(), value -> new Found()).add(currency, row);
                }
            }
        }
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        List<OwnershipRule> plain = all.stream()
                .filter(rule -> rule.namesOnlyTags() && rule.holdsOn(today) && rule.to() == null)
                .toList();
        return found.entrySet().stream()
                .map(one -> one.getValue()
                        .value(
                                one.getKey(),
                                plain.stream()
                                        .filter(rule -> rule.namesTag(one.getKey()))
                                        .findFirst()
                                        .map(OwnershipRule::id)
                                        .orElse(0)))
                .sorted(Comparator.comparing(TagValue::size).reversed().thenComparing(TagValue::text))
                .limit(MOST_VALUES)
                .toList();
    }

    /** What was found of one value. */
    private static final class Found {
        private final List<BigMoney> costs = new ArrayList<>();
        private final BitSet months = new BitSet();
        private BigDecimal largest = BigDecimal.ONE.negate();
        private String team = "";
        private boolean unallocated;

        void add(CurrencyUnit currency, Row row) {
            costs.add(BigMoney.of(currency, row.total()));
            for (int at = 0; at < row.perPeriod().size(); at++) {
                if (row.perPeriod().get(at).signum() != 0) {
                    months.set(at);
                }
            }
            for (Part part : row.parts()) {
                if (part.total().abs().compareTo(largest) > 0) {
                    largest = part.total().abs();
                    team = part.label();
                    unallocated = part.key().equals("0");
                }
            }
        }

        TagValue value(String text, int rule) {
            return new TagValue(text, costs, team, unallocated, months.cardinality(), rule);
        }
    }

    /**
     * What would move, month by month, the newest first.
     *
     * @throws dev.bursar.kernel.StaleEdit when the rule is gone or was changed
     * @throws dev.bursar.ownership.RuleRefused when the change is not allowed
     */
    @PreAuthorize(MAY_SEE)
    public List<OwnershipPreview.Month> preview(Joining joining) {
        OwnershipEdit edit = edit(joining);
        return rules.months().stream()
                .limit(WHOLE_MONTHS + 1L)
                .map(month -> rules.preview(edit, month))
                .toList();
    }

    /**
     * The teams that would end, because they would own nothing any more, by name.
     *
     * @throws dev.bursar.kernel.StaleEdit when the rule is gone or was changed
     * @throws dev.bursar.ownership.RuleRefused when the change is not allowed
     */
    @PreAuthorize(MAY_SEE)
    public List<String> ends(Joining joining) {
        return emptied.of(rules.rules().all(), rules.proposed(edit(joining))).stream()
                .map(TeamHistory::name)
                .toList();
    }

    /**
     * Makes the values aliases of the rule's; charges follow within minutes. A team that owns nothing any more ends.
     *
     * @throws dev.bursar.kernel.StaleEdit when the rule is gone or was changed; nothing was saved
     * @throws dev.bursar.ownership.RuleRefused when the change is not allowed; nothing was saved
     */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.PARTS)
    public void join(Joining joining) {
        List<OwnershipRule> before = rules.rules().all();
        rules.save(edit(joining));
        List<OwnershipRule> after = rules.rules().all();
        after.stream()
                .filter(rule -> rule.id() == joining.rule())
                .findFirst()
                .ifPresent(rule -> emptied.end(before, after, rule.team()));
    }

    private static OwnershipEdit edit(Joining joining) {
        return new OwnershipEdit.Join(joining.rule(), joining.version(), joining.values());
    }

    /** Two values are not the same: they are not suggested again. */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.CONDITION)
    public void keepApart(String value, String other) {
        teamKey.key()
                .filter(key -> distinct.add(key, value, other))
                .ifPresent(key -> journal.record(
                        ValueAction.MARKED_DISTINCT, ValueAction.subject(key), null, fields(value, other)));
    }

    /** Takes {@link #keepApart} back. */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.CONDITION)
    public void compareAgain(String value, String other) {
        teamKey.key()
                .filter(key -> distinct.remove(key, value, other))
                .ifPresent(key -> journal.record(
                        ValueAction.UNMARKED_DISTINCT, ValueAction.subject(key), fields(value, other), null));
    }

    private static Map<String, String> fields(String value, String other) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("value", value);
        fields.put("other", other);
        return fields;
    }
}
