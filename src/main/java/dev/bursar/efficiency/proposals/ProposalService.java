package dev.bursar.efficiency.proposals;

import dev.bursar.changes.ChangeRefused;
import dev.bursar.changes.ChangeRefused.Why;
import dev.bursar.changes.ChangeState;
import dev.bursar.changes.Dismissal;
import dev.bursar.efficiency.proposals.TargetRefused.Field;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides on proposals: admins on all, leads on those of teams that they lead today. Bursar changes nothing in AWS; what is approved can
 * be taken away as a command or a snippet. Everything is recorded.
 */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class ProposalService {
    private static final String DECIDE = "hasAnyRole('LEAD', 'ADMIN')";

    private final ProposalStore store;
    private final Targets targets;
    private final Workloads workloads;
    private final ResourceVisibility visibility;
    private final Scope scope;
    private final Journal journal;
    private final JdbcClient jdbc;
    private final Clock clock;

    ProposalService(
            ProposalStore store,
            Targets targets,
            Workloads workloads,
            ResourceVisibility visibility,
            Scope scope,
            Journal journal,
            JdbcClient jdbc,
            Clock clock) {
        this.store = store;
        this.targets = targets;
        this.workloads = workloads;
        this.visibility = visibility;
        this.scope = scope;
        this.journal = journal;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of a workload that the person may see; else none. */
    public List<Proposal> of(long workload) {
        return owner(workload, visibility.now()) == null ? List.of() : store.of(workload);
    }

    /** What is asked of a workload. */
    public Target target(long workload) {
        return owner(workload, visibility.now()) == null ? Target.USUAL : targets.of(workload);
    }

    /** Whether the person decides for the team. */
    public boolean mayDecide(TeamId team) {
        return scope.has(Role.ADMIN)
                || scope.has(Role.LEAD) && visibility.asLead().teams().contains(team);
    }

    /** The team of a workload; null where there is none or the person may not see it. */
    private @Nullable TeamId owner(long workload, ResourceVisibility.Visible visible) {
        return jdbc.sql("""
                        select f.team_id, w.account from ml_finding f join ml_workload w on w.id = f.workload_id
                         where f.workload_id = :id
                        """)
                .param("id", workload)
                .query((row, number) -> Map.entry(new TeamId(row.getInt("team_id")), row.getString("account")))
                .optional()
                .filter(one -> visible.showsCost(one.getKey(), one.getValue()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** Another team's proposal looks like one that doesn't exist any more. */
    private Proposal decidable(long id, int version) {
        Proposal proposal = store.find(id).orElseThrow(() -> new StaleEdit("proposal:" + id));
        requireDecision(proposal.change().workload());
        if (proposal.version() != version) {
            throw new StaleEdit("proposal:" + id);
        }
        return proposal;
    }

    private void requireDecision(long workload) {
        @Nullable TeamId team = owner(workload, visibility.now());
        if (team == null) {
            throw new StaleEdit(EfficiencyAction.subject(workload));
        }
        if (!mayDecide(team)) {
            throw new AccessDeniedException("decides for no such team");
        }
    }

    /** @throws StaleEdit where it was changed, decided or withdrawn in the meantime */
    @Writes(Guard.CONDITION)
    @PreAuthorize(DECIDE)
    public void approve(long id, int version) {
        Proposal proposal = decidable(id, version);
        if (!store.standings().approve(proposal.standing(), scope.actor().name())) {
            throw new StaleEdit("proposal:" + id);
        }
        journal.record(EfficiencyAction.PROPOSAL_APPROVED, subject(proposal), null, fields(proposal));
    }

    /**
     * Doesn't propose it again up to a day.
     *
     * @param lastDay included; null where it was not entered
     * @throws ChangeRefused when the reason or the day won't do
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize(DECIDE)
    public void dismiss(long id, int version, String reason, @Nullable LocalDate lastDay) {
        Proposal proposal = decidable(id, version);
        Dismissal dismissal = Dismissal.of(reason, lastDay, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        if (!store.standings().dismiss(proposal.standing(), scope.actor().name(), dismissal)) {
            throw new StaleEdit("proposal:" + id);
        }
        Map<String, @Nullable Object> after = fields(proposal);
        after.put("reason", dismissal.reason());
        after.put("lastDay", dismissal.lastDay().toString());
        journal.record(EfficiencyAction.PROPOSAL_DISMISSED, subject(proposal), null, after);
    }

    /** Takes a decision back. */
    @Writes(Guard.CONDITION)
    @PreAuthorize(DECIDE)
    public void reopen(long id, int version) {
        Proposal proposal = decidable(id, version);
        if (!store.standings().reopen(proposal.standing())) {
            throw new StaleEdit("proposal:" + id);
        }
        journal.record(EfficiencyAction.PROPOSAL_REOPENED, subject(proposal), fields(proposal), null);
    }

    /**
     * Records that what carries out an approved proposal was taken away.
     *
     * @throws ChangeRefused where it is not approved
     */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize(DECIDE)
    public void export(long id, int version, ChangeForm form) {
        Proposal proposal = decidable(id, version);
        if (proposal.state() != ChangeState.APPROVED) {
            throw new ChangeRefused(Why.NOT_APPROVED);
        }
        if (workloads.find(proposal.change().workload()).isEmpty()) {
            throw new StaleEdit("proposal:" + id);
        }
        if (proposal.standing().exportedAt() == null) {
            Map<String, @Nullable Object> after = fields(proposal);
            after.put("as", form.label());
            journal.record(EfficiencyAction.PROPOSAL_EXPORTED, subject(proposal), null, after);
        }
        store.standings().exported(proposal.standing());
    }

    /**
     * Sets what is asked of a workload; findings follow with the next run.
     *
     * @param draft its version is that which the person saw
     * @throws TargetRefused when a value won't do
     * @throws StaleEdit where somebody else set it in between
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize(DECIDE)
    public void set(long workload, Target draft) {
        requireDecision(workload);
        require(draft.latencyMs() == null || draft.latencyMs() > 0 && draft.latencyMs() <= 3_600_000, Field.LATENCY);
        for (double headroom :
                new double[] {draft.cpuHeadroom(), draft.memoryHeadroom(), draft.gpuHeadroom(), draft.rateHeadroom()}) {
            require(headroom >= 0 && headroom <= 2, Field.HEADROOM);
        }
        BigDecimal budget = draft.budgetUsd();
        require(budget == null || budget.signum() > 0 && budget.precision() - budget.scale() <= 12, Field.BUDGET);
        Target before = targets.of(workload);
        int changed = jdbc.sql("""
                        insert into ml_target as t (workload_id, latency_ms, cpu_headroom, memory_headroom, gpu_headroom, rate_headroom,
                               budget_usd, any_architecture, set_by, set_at)
                        select :id, :latency, :cpu, :memory, :gpu, :rate, :budget, :any, :by, :now
                         where :version = 0 or exists (select from ml_target where workload_id = :id)
                        on conflict (workload_id) do update
                           set version = t.version + 1, latency_ms = excluded.latency_ms, cpu_headroom = excluded.cpu_headroom,
                               memory_headroom = excluded.memory_headroom, gpu_headroom = excluded.gpu_headroom,
                               rate_headroom = excluded.rate_headroom, budget_usd = excluded.budget_usd,
                               any_architecture = excluded.any_architecture,
                               set_by = excluded.set_by, set_at = excluded.set_at
                         where t.version = :version
                        """)
                .param("id", workload)
                .param("version", draft.version())
                .param("latency", draft.latencyMs())
                .param("cpu", draft.cpuHeadroom())
                .param("memory", draft.memoryHeadroom())
                .param("gpu", draft.gpuHeadroom())
                .param("rate", draft.rateHeadroom())
                .param("budget", budget)
                .param("any", draft.anyArchitecture())
                .param("by", scope.actor().name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (changed == 0) {
            throw new StaleEdit("workload:" + workload);
        }
        journal.record(EfficiencyAction.TARGET_SET, EfficiencyAction.subject(workload), fields(before), fields(draft));
    }

    private static void require(boolean holds, Field field) {
        if (!holds) {
            throw new TargetRefused(field);
        }
    }

    private static String subject(Proposal proposal) {
        return EfficiencyAction.subject(proposal.change().workload());
    }

    private static Map<String, @Nullable Object> fields(Target target) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("latencyMs", target.latencyMs());
        fields.put("cpuHeadroom", target.cpuHeadroom());
        fields.put("memoryHeadroom", target.memoryHeadroom());
        fields.put("gpuHeadroom", target.gpuHeadroom());
        fields.put("rateHeadroom", target.rateHeadroom());
        fields.put("budgetUsd", target.budgetUsd());
        fields.put("anyArchitecture", target.anyArchitecture());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(Proposal proposal) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("proposal", proposal.id());
        fields.put("action", proposal.change().action().label());
        fields.put("variant", proposal.change().variant());
        fields.put(
                "from",
                proposal.change().fromCount() + " × " + proposal.change().fromType());
        fields.put(
                "to",
                proposal.change().toType().isEmpty()
                        ? "nothing"
                        : proposal.change().toCount() + " × "
                                + proposal.change().toType());
        fields.put("savingUsd", proposal.change().listSaving());
        return fields;
    }
}
