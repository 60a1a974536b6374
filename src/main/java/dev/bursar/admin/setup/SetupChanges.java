package dev.bursar.admin.setup;

import dev.bursar.admin.organisation.UnconfirmedTeams;
import dev.bursar.costexplorer.KeyPlans;
import dev.bursar.costexplorer.KeyRequests;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.NewTeam;
import dev.bursar.org.Organisation;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipPreview.KeysMonth;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RuleDraft;
import dev.bursar.setup.KeyRefused;
import dev.bursar.setup.SetupService;
import dev.bursar.setup.SpendOfKey;
import dev.bursar.setup.TeamKey;
import dev.bursar.setup.spi.AwsConnection.ValueCost;
import dev.bursar.setup.spi.ImportedTags;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.control.SyncService.JobRow;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What Set-up changes beyond its own: the tag that names teams together with what was read by it, teams together with their rules. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
class SetupChanges {
    /** The job that reads costs. */
    static final String COSTS = "costs";

    private static final String OWNERSHIP = "ownership";

    /** Kinds of characters that no name has. */
    private static final Set<Integer> HIDDEN = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.PRIVATE_USE,
            (int) Character.UNASSIGNED);

    private final SetupService setup;
    private final TeamKey teamKey;
    private final ImportedTags imported;
    private final Teams teams;
    private final OwnershipRuleService rules;
    private final UnconfirmedTeams unconfirmed;
    private final SyncService sync;
    private final JobRequests due;
    private final KeyPlans plans;

    SetupChanges(
            SetupService setup,
            TeamKey teamKey,
            ImportedTags imported,
            Teams teams,
            OwnershipRuleService rules,
            UnconfirmedTeams unconfirmed,
            SyncService sync,
            JobRequests due,
            KeyPlans plans) {
        this.setup = setup;
        this.teamKey = teamKey;
        this.imported = imported;
        this.teams = teams;
        this.rules = rules;
        this.unconfirmed = unconfirmed;
        this.sync = sync;
        this.due = due;
        this.plans = plans;
    }

    /** Whether costs are stored that another key makes read anew. */
    public boolean hasCosts() {
        return !rules.months().isEmpty();
    }

    /**
     * Has these tags name teams, in this order. Of costs that were read from AWS before, what the order changes is read anew at once, which
     * is paid for; those of imported files have all tags.
     *
     * @throws KeyRefused when one can't be, or costs are being read right now
     * @throws dev.bursar.kernel.StaleEdit when somebody else chose meanwhile
     */
    @Writes(Guard.PARTS)
    public void choose(TeamKeys wanted, int version) {
        TeamKeys before = teamKey.keys();
        TeamKeys keys = setup.requireKeys(wanted);
        boolean same = keys.equals(before);
        if (!same && costs().running() != null) {
            throw new KeyRefused(KeyRefused.Reason.READING);
        }
        setup.choose(keys, version);
        if (!same && hasCosts()) {
            due.add(OWNERSHIP);
        }
        if (!same && imported.besideCostsOfAws()) {
            due.add(COSTS);
        }
    }

    /** Months that have costs, the newest first. */
    public List<YearMonth> months() {
        return rules.months();
    }

    /** Names of all teams. */
    public Map<TeamId, String> teams() {
        return rules.teams();
    }

    /** What an order of team keys asks of Cost Explorer; empty where no costs were read from it. */
    public Optional<KeyRequests> requests(TeamKeys proposed) {
        return plans.of(proposed);
    }

    /** What another order of team keys would make of a month of imported charges. */
    public KeysMonth preview(TeamKeys proposed, YearMonth month) {
        return rules.preview(teamKey.keys(), proposed, month);
    }

    private JobRow costs() {
        return sync.jobs().stream()
                .filter(job -> job.name().equals(COSTS))
                .findFirst()
                .orElseThrow();
    }

    /** The teams that the values of a tag speak for: those to decide on first, then the largest first. */
    public List<ProposedTeam> proposed(SpendOfKey spend) {
        Map<String, List<ValueCost>> groups = new LinkedHashMap<>();
        spend.values().stream()
                .filter(value -> !value.value().isBlank())
                .forEach(value -> groups.computeIfAbsent(sameName(value.value()), same -> new ArrayList<>())
                        .add(value));
        Set<TeamId> undecided = unconfirmed.all().stream().map(TeamHistory::id).collect(Collectors.toSet());
        List<OwnershipRule> all = rules.rules().all().stream()
                .filter(rule -> !undecided.contains(rule.team()))
                .toList();
        Map<TeamId, String> names = rules.teams();
        Set<String> leftOut = teamKey.leftOut();
        return groups.values().stream()
                .map(values -> proposed(values, all, names, leftOut))
                .sorted(Comparator.comparing(ProposedTeam::isThere)
                        .thenComparing(ProposedTeam::largest, Comparator.reverseOrder())
                        .thenComparing(ProposedTeam::name))
                .toList();
    }

    private static ProposedTeam proposed(
            List<ValueCost> values, List<OwnershipRule> rules, Map<TeamId, String> names, Set<String> leftOut) {
        List<String> spellings =
                values.stream().map(ValueCost::value).distinct().toList();
        Map<String, BigDecimal> costs = new TreeMap<>();
        values.forEach(value -> costs.merge(value.currency(), value.amount(), BigDecimal::add));
        var owners = new ArrayList<String>();
        var unnamed = new ArrayList<String>();
        for (String spelling : spellings) {
            List<String> its = rules.stream()
                    .filter(rule -> rule.to() == null && rule.namesTag(spelling))
                    .map(rule -> names.getOrDefault(rule.team(), ""))
                    .toList();
            owners.addAll(its);
            if (its.isEmpty()) {
                unnamed.add(spelling);
            }
        }
        return new ProposedTeam(
                name(spellings.getFirst()),
                spellings,
                costs,
                owners.stream().distinct().toList(),
                unnamed,
                leftOut.containsAll(spellings));
    }

    /** The value as a team may be called: one line of visible characters, not too long. */
    private static String name(String value) {
        var visible = new StringBuilder();
        value.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> !HIDDEN.contains(Character.getType(c)))
                .takeWhile(c -> visible.length() + Character.charCount(c) <= Teams.LONGEST_NAME)
                .forEachOrdered(visible::appendCodePoint);
        String clean = visible.toString().strip().replaceAll(" +", " ");
        return clean.isEmpty() ? "Team" : Organisation.teamName(clean);
    }

    /** By which spellings are told to be the same, as names of teams are, and spaces within don't count either. */
    private static String sameName(String text) {
        return Normalizer.normalize(text.strip().replaceAll("\\s+", " "), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Makes the teams that are new and a rule for each that names its spellings, all or none. Those left out are remembered, so
     * that none is made for them later either. A team that was made of one of the spellings meanwhile is confirmed or ends.
     *
     * @return how many teams are made or confirmed
     * @throws dev.bursar.org.ChangeRefused when a team can't be
     * @throws dev.bursar.ownership.RuleRefused when a rule can't be
     */
    @Writes(Guard.PARTS)
    public int create(List<ProposedTeam> wanted, List<ProposedTeam> leftOut) {
        leaveOut(wanted, leftOut);
        Map<String, TeamId> there = new HashMap<>(rules.openTeams().entrySet().stream()
                .collect(Collectors.toMap(team -> sameName(team.getValue()), Map.Entry::getKey, (one, other) -> one)));
        int made = 0;
        var drafts = new ArrayList<RuleDraft>();
        for (ProposedTeam team : wanted) {
            if (team.isThere()) {
                continue;
            }
            List<TeamHistory> its = unconfirmed.naming(team.unnamed());
            TeamId id = there.get(sameName(team.name()));
            Optional<TeamHistory> kept = id == null
                    ? its.stream().filter(one -> one.name().equals(team.name())).findFirst()
                    : Optional.empty();
            kept.ifPresent(one -> unconfirmed.removeRules(one.id()));
            its.stream().filter(one -> kept.filter(one::equals).isEmpty()).forEach(unconfirmed::remove);
            if (id == null) {
                id = kept.map(TeamHistory::id)
                        .orElseGet(() -> teams.create(new NewTeam(team.name(), OwnershipRule.ALWAYS, null, null)));
                kept.ifPresent(one -> unconfirmed.confirm(Map.of(one.id(), one.version())));
                there.put(sameName(team.name()), id);
                made++;
            }
            drafts.add(new RuleDraft(id, team.unnamed(), true, null, null, OwnershipRule.ALWAYS, null));
        }
        if (!drafts.isEmpty()) {
            rules.save(new OwnershipEdit.AddAll(drafts));
        }
        return made;
    }

    /** What was left out before and is not shown here stays left out. */
    private void leaveOut(List<ProposedTeam> wanted, List<ProposedTeam> leftOut) {
        var values = new HashSet<>(teamKey.leftOut());
        wanted.forEach(team -> values.removeAll(team.spellings()));
        leftOut.forEach(team -> values.addAll(team.spellings()));
        setup.leaveOut(List.copyOf(values));
        leftOut.forEach(team -> unconfirmed.naming(team.unnamed()).forEach(unconfirmed::remove));
    }
}
