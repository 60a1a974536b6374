package dev.bursar.ownership;

import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import dev.bursar.org.Organisation.TeamDays;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ownership rules for people: finance, admin and auditor see them, an admin changes them. Each change is journalled and makes
 * the stored charges' re-application due in its own transaction.
 */
@Service
@Transactional(readOnly = true)
public class OwnershipRuleService {
    /** The job that gives stored charges their owners anew. */
    public static final String JOB = "ownership";

    private static final String MAY_SEE = "hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')";
    private static final String MAY_CHANGE = "hasRole('ADMIN')";

    private final OwnershipRules rules;
    private final OwnershipPreview preview;
    private final AppliedRules applied;
    private final RuleQueries queries;
    private final Organisation organisation;
    private final JobRequests due;
    private final Journal journal;

    OwnershipRuleService(
            OwnershipRules rules,
            OwnershipPreview preview,
            AppliedRules applied,
            RuleQueries queries,
            Organisation organisation,
            JobRequests due,
            Journal journal) {
        this.rules = rules;
        this.preview = preview;
        this.applied = applied;
        this.queries = queries;
        this.organisation = organisation;
        this.due = due;
        this.journal = journal;
    }

    /**
     * All rules, ended ones too, in the order in which they are tried.
     *
     * @param order the order's version, for {@link OwnershipEdit.Reorder}
     * @param applied whether stored charges have their owners by these rules
     */
    public record Rules(List<OwnershipRule> all, int order, boolean applied) {
        public Rules {
            all = List.copyOf(all);
        }

        public Optional<OwnershipRule> find(int id) {
            return all.stream().filter(rule -> rule.id() == id).findFirst();
        }
    }

    @PreAuthorize(MAY_SEE)
    public Rules rules() {
        List<OwnershipRule> all = rules.all();
        return new Rules(all, rules.orderVersion(), applied.are(all));
    }

    /** Names of all teams, Unallocated's included. */
    @PreAuthorize(MAY_SEE)
    public Map<TeamId, String> teams() {
        return DimensionLabels.teamNames(organisation);
    }

    @PreAuthorize(MAY_SEE)
    public Map<String, String> accounts() {
        return DimensionLabels.accountNames(organisation);
    }

    /** Teams that may be chosen to own costs for good: those that have no end and aren't new. */
    @PreAuthorize(MAY_SEE)
    public Map<TeamId, String> openTeams() {
        Map<TeamId, TeamDays> days = organisation.days();
        Map<TeamId, String> open = new LinkedHashMap<>();
        Set<TeamId> unconfirmed = organisation.unconfirmed();
        organisation.teams().forEach(team -> {
            TeamDays its = days.get(team.id());
            if (its != null && its.to() == null && !unconfirmed.contains(team.id())) {
                open.put(team.id(), team.name());
            }
        });
        return open;
    }

    /** What rules may name, with its costs and who has them now. */
    @PreAuthorize(MAY_SEE)
    public RuleChoices choices(LocalDate from, LocalDate to) {
        return queries.choices(from, to);
    }

    /** Whether any kept charge of the draft's days has what it names, whoever owns it. */
    @PreAuthorize(MAY_SEE)
    public boolean namesAnything(RuleDraft draft) {
        return queries.names(draft.rule(-1));
    }

    /**
     * The rules as the edit would make them.
     *
     * @throws StaleEdit when what it changes is gone or was changed
     * @throws RuleRefused when the change is not allowed
     */
    @PreAuthorize(MAY_SEE)
    public List<OwnershipRule> proposed(OwnershipEdit edit) {
        return proposed(edit, rules.all());
    }

    /**
     * What a month's costs would be; a reorder of an older order is previewed too.
     *
     * @throws StaleEdit when what it changes is gone or was changed
     * @throws RuleRefused when the change is not allowed
     */
    @PreAuthorize(MAY_SEE)
    public OwnershipPreview.Month preview(OwnershipEdit edit, YearMonth month) {
        List<OwnershipRule> now = rules.all();
        return preview.of(now, proposed(edit, now), month);
    }

    /** What other team keys would make of a month of imported charges. */
    @PreAuthorize(MAY_SEE)
    public OwnershipPreview.KeysMonth preview(TeamKeys now, TeamKeys proposed, YearMonth month) {
        return preview.of(now, proposed, rules.all(), month);
    }

    /** What splitting clusters otherwise would make of a month of imported charges. */
    @PreAuthorize(MAY_SEE)
    public OwnershipPreview.KeysMonth preview(
            ClusterChoices now, ClusterChoices proposed, TeamKeys keys, YearMonth month) {
        return preview.of(now, proposed, keys, rules.all(), month);
    }

    /** What a month's costs are by the present rules. */
    @PreAuthorize(MAY_SEE)
    public OwnershipPreview.Month claims(YearMonth month) {
        List<OwnershipRule> now = rules.all();
        return preview.of(now, now, month);
    }

    /** The months that have costs, the newest first. */
    @PreAuthorize(MAY_SEE)
    public List<YearMonth> months() {
        return preview.months();
    }

    private List<OwnershipRule> proposed(OwnershipEdit edit, List<OwnershipRule> now) {
        List<OwnershipRule> proposed = edit.applied(now);
        RuleChecks.require(edit, now, proposed, organisation.days());
        return proposed;
    }

    /**
     * Stores a change; charges follow within seconds to minutes. May be part of a larger transaction, a team's merging for
     * instance.
     *
     * @throws StaleEdit when what it changes is gone or was changed
     * @throws RuleRefused when the change is not allowed
     */
    @PreAuthorize(MAY_CHANGE)
    @Writes(Guard.LOCK)
    public void save(OwnershipEdit edit) {
        int order = rules.takeTurn();
        if (edit instanceof OwnershipEdit.Reorder reorder && reorder.version() != order) {
            throw new StaleEdit("ownership-order");
        }
        List<OwnershipRule> now = rules.all();
        List<OwnershipRule> proposed = proposed(edit, now);
        List<OwnershipRule> stored = rules.store(now, proposed);
        if (stored.equals(now)) {
            return;
        }
        if (isAnotherOrder(now, stored)) {
            rules.orderChanged();
        }
        record(edit, now, stored);
        due.add(JOB);
    }

    /** Whether rules that were there before are tried in another order. */
    private static boolean isAnotherOrder(List<OwnershipRule> now, List<OwnershipRule> stored) {
        Set<Integer> before = byId(now).keySet();
        Set<Integer> after = byId(stored).keySet();
        return !numbers(now, after).equals(numbers(stored, before));
    }

    private static List<Integer> numbers(List<OwnershipRule> rules) {
        return rules.stream().map(OwnershipRule::id).toList();
    }

    private static List<Integer> numbers(List<OwnershipRule> rules, Set<Integer> among) {
        return rules.stream().map(OwnershipRule::id).filter(among::contains).toList();
    }

    private void record(OwnershipEdit edit, List<OwnershipRule> now, List<OwnershipRule> stored) {
        Map<Integer, OwnershipRule> before = byId(now);
        Map<Integer, OwnershipRule> after = byId(stored);
        if (edit instanceof OwnershipEdit.Reorder) {
            journal.record(OwnershipAction.RULES_REORDERED, "ownership-rules", numbers(now), numbers(stored));
            return;
        }
        List<Map<String, @Nullable Object>> gone = differing(now, after);
        List<Map<String, @Nullable Object>> come = differing(stored, before);
        switch (edit) {
            case OwnershipEdit.Add add ->
                journal.record(OwnershipAction.RULE_ADDED, subject(added(stored, before)), null, come);
            case OwnershipEdit.AddAll all -> journal.record(OwnershipAction.RULES_ADDED, "ownership-rules", null, come);
            case OwnershipEdit.Correct correct ->
                journal.record(OwnershipAction.RULE_CORRECTED, subject(correct.rule()), gone, come);
            case OwnershipEdit.Change change ->
                journal.record(OwnershipAction.RULE_CHANGED, subject(change.rule()), gone, come);
            case OwnershipEdit.End end -> journal.record(OwnershipAction.RULE_ENDED, subject(end.rule()), gone, come);
            case OwnershipEdit.Remove remove ->
                journal.record(OwnershipAction.RULE_REMOVED, subject(remove.rule()), gone, null);
            case OwnershipEdit.Join join ->
                journal.record(OwnershipAction.TAG_VALUES_JOINED, subject(join.rule()), gone, come);
            case OwnershipEdit.HandOver handOver ->
                journal.record(
                        OwnershipAction.RULES_HANDED_OVER,
                        "team:" + handOver.to().value(),
                        gone,
                        come);
            case OwnershipEdit.Reorder reorder -> {}
        }
    }
    /** The rules that aren't the same, or aren't there, in the other list; a place alone makes no difference. */
    private static List<Map<String, @Nullable Object>> differing(
            List<OwnershipRule> rules, Map<Integer, OwnershipRule> other) {
        return rules.stream()
                .filter(rule -> {
                    OwnershipRule twin = other.get(rule.id());
                    return twin == null || !RuleDraft.of(twin).equals(RuleDraft.of(rule));
                })
                .map(OwnershipRuleService::fields)
                .toList();
    }

    private static Map<String, @Nullable Object> fields(OwnershipRule rule) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("rule", rule.id());
        fields.put("position", rule.position());
        fields.put("team", "team:" + rule.team().value());
        fields.put("tagValues", rule.tagValues());
        fields.put("anyCase", rule.anyCase());
        fields.put("accounts", rule.accounts());
        fields.put("services", rule.services());
        if (rule.callers() != null) {
            fields.put("callers", rule.callers());
        }
        if (rule.profiles() != null) {
            fields.put("inferenceProfiles", rule.profiles());
        }
        fields.put("from", rule.from().toString());
        fields.put("to", rule.to() == null ? null : rule.to().toString());
        return fields;
    }

    private static String subject(int rule) {
        return "ownership-rule:" + rule;
    }

    private static int added(List<OwnershipRule> stored, Map<Integer, OwnershipRule> before) {
        return stored.stream()
                .map(OwnershipRule::id)
                .filter(id -> !before.containsKey(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<Integer, OwnershipRule> byId(List<OwnershipRule> rules) {
        return rules.stream().collect(Collectors.toMap(OwnershipRule::id, Function.identity()));
    }
}
