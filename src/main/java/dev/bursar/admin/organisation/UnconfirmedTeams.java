package dev.bursar.admin.organisation;

import dev.bursar.access.TeamLeads;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.setup.SetupService;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.JobRequests;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an admin decides about teams that Bursar made of unseen tag values: they are teams, they mean another team, or their values
 * have none. A change of a team that somebody has decided on or changed meanwhile ends in {@link StaleEdit}.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class UnconfirmedTeams {
    /** The job that holds resources against tag policies: they count the values of confirmed teams. */
    private static final String TAG_CHECK = "tag-check";

    private final Teams teams;
    private final TeamLeads leads;
    private final OwnershipRuleService rules;
    private final BudgetEdits budgets;
    private final SetupService setup;
    private final TeamKey teamKey;
    private final JobRequests due;

    UnconfirmedTeams(
            Teams teams,
            TeamLeads leads,
            OwnershipRuleService rules,
            BudgetEdits budgets,
            SetupService setup,
            TeamKey teamKey,
            JobRequests due) {
        this.teams = teams;
        this.leads = leads;
        this.rules = rules;
        this.budgets = budgets;
        this.setup = setup;
        this.teamKey = teamKey;
        this.due = due;
    }

    /** Those that wait for a decision, by name. */
    public List<TeamHistory> all() {
        return teams.all().stream()
                .filter(team -> !team.confirmed() && team.to() == null)
                .toList();
    }

    /** The same; empty where none is made, because no tag names teams. */
    public Optional<List<TeamHistory>> waiting() {
        List<TeamHistory> undecided = all();
        return undecided.isEmpty() && teamKey.key().isEmpty() ? Optional.empty() : Optional.of(undecided);
    }

    /** The teams are teams like others from now on. */
    @Writes(Guard.PARTS)
    public void confirm(Map<TeamId, Integer> versions) {
        versions.forEach(teams::confirm);
        due.add(TAG_CHECK);
    }

    /** The team's costs of all days are another team's, which goes on alone. */
    @Writes(Guard.PARTS)
    public void join(TeamId team, int version, TeamId into) {
        TeamHistory found = require(team, version);
        if (!of(team).isEmpty()) {
            rules.save(OwnershipEdit.HandOver.all(rules.rules().all(), team, into, OwnershipRule.ALWAYS));
        }
        end(found, into);
    }

    /** The team's values have no team: their costs are Unallocated, and no team is made for them later. */
    @Writes(Guard.PARTS)
    public void leaveOut(TeamId team, int version) {
        TeamHistory found = require(team, version);
        var values = new HashSet<>(teamKey.leftOut());
        of(team).stream().flatMap(rule -> Stream.ofNullable(rule.tagValues())).forEach(values::addAll);
        setup.leaveOut(List.copyOf(values));
        remove(found);
    }

    /** Ends the team and removes its rules on all their days. */
    @Writes(Guard.PARTS)
    public void remove(TeamHistory team) {
        removeRules(team.id());
        end(team, null);
    }

    /** The team keeps its number, and another rule than those that it has is made for it. */
    @Writes(Guard.PARTS)
    public void removeRules(TeamId team) {
        of(team).forEach(rule -> rules.save(new OwnershipEdit.Remove(rule.id(), rule.version())));
    }

    /** Those of them that own any of the values by their tag alone. */
    public List<TeamHistory> naming(List<String> values) {
        List<OwnershipRule> all = rules.rules().all();
        return all().stream()
                .filter(team -> all.stream()
                        .anyMatch(rule ->
                                rule.team().equals(team.id()) && values.stream().anyMatch(rule::namesTag)))
                .toList();
    }

    private List<OwnershipRule> of(TeamId team) {
        return rules.rules().all().stream()
                .filter(rule -> rule.team().equals(team))
                .toList();
    }

    private TeamHistory require(TeamId team, int version) {
        return all().stream()
                .filter(one -> one.id().equals(team) && one.version() == version)
                .findFirst()
                .orElseThrow(() -> new StaleEdit("team:" + team.value()));
    }

    /** It owns nothing on any day, so that it is there on no day that has costs. */
    private void end(TeamHistory team, @Nullable TeamId into) {
        var since = team.from().plusDays(1);
        if (into == null) {
            teams.end(team.id(), team.version(), since);
        } else {
            teams.join(team.id(), team.version(), into, since);
        }
        leads.endAll(team.id(), since);
        budgets.teamEnds(team.id(), since, into);
    }
}
