package dev.bursar.budgets.writes;

import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetAction;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.store.BudgetStore;
import dev.bursar.budgets.writes.BudgetWriteRefused.Why;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChanges.Latest;
import dev.bursar.changes.write.Fixing;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Own budgets in AWS: published there, adopted from there, and how they differ. Admins propose what is written, and an admin approves it;
 * who sees all costs sees how they stand.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class AwsBudgetWrites {
    private static final String ADMIN = "hasRole('ADMIN')";

    private final BudgetStore budgets;
    private final BudgetEdits edits;
    private final ManagedBudgets managed;
    private final ManagedState state;
    private final BudgetProposals proposals;
    private final FreshBudget fresh;
    private final Journal journal;
    private final Scope scope;

    AwsBudgetWrites(
            BudgetStore budgets,
            BudgetEdits edits,
            ManagedBudgets managed,
            ManagedState state,
            BudgetProposals proposals,
            FreshBudget fresh,
            Journal journal,
            Scope scope) {
        this.budgets = budgets;
        this.edits = edits;
        this.managed = managed;
        this.state = state;
        this.proposals = proposals;
        this.fresh = fresh;
        this.journal = journal;
        this.scope = scope;
    }

    /**
     * How an own budget stands in AWS.
     *
     * @param on whether budgets are written at all
     * @param obstacle why it can't be published; empty where it can be
     * @param suggested a name for AWS
     * @param adoptable AWS's budgets that are the same already
     * @param link what it is in AWS; empty where Bursar manages none for it
     * @param open the change that is about it and hasn't ended
     */
    public record State(
            int budget,
            boolean on,
            boolean mayWrite,
            Optional<PublishObstacle> obstacle,
            String suggested,
            List<String> adoptable,
            Optional<Link> link,
            Optional<Fixing> open) {
        public State {
            adoptable = List.copyOf(adoptable);
        }

        /** Whether AWS has another one than Bursar and nothing is under way about it. */
        public boolean drifted() {
            return open.isEmpty()
                    && link.filter(one -> one.inAws() && !one.ended())
                            .flatMap(Link::drift)
                            .filter(Drift::isAny)
                            .isPresent();
        }
    }

    /**
     * A budget of AWS that Bursar manages.
     *
     * @param inAws whether Bursar has written or adopted it; else it is only proposed
     * @param notifies whether its notifications are managed too
     * @param drift empty while AWS hasn't been read since, and where it can't be compared
     * @param ended whether the own budget has ended, so that this one should go
     * @param last the latest change that created, changed or deleted it, or was to
     */
    public record Link(
            String name,
            boolean adopted,
            Instant since,
            boolean inAws,
            boolean notifies,
            Optional<Drift> drift,
            boolean ended,
            Optional<Latest> last) {}

    /** Empty where there is no such budget. */
    public Optional<State> state(int id) {
        return budgets.find(id).map(budget -> state(budget, state.now(), managed.all(), proposals.latest()));
    }

    private State state(Budget budget, ManagedState.Now now, List<ManagedBudget> all, Map<Long, Latest> latest) {
        Candidate candidate = now.candidate(budget);
        Optional<ManagedBudget> one =
                all.stream().filter(each -> each.budget() == budget.id()).findFirst();
        return new State(
                budget.id(),
                proposals.isOn(),
                scope.has(Role.ADMIN),
                candidate instanceof Candidate.Impossible impossible ? Optional.of(impossible.why()) : Optional.empty(),
                AwsName.suggested(proposals.name(budget), budget.cadence().label()),
                one.filter(each -> each.written() != null).isPresent() ? List.of() : now.adoptable(budget, all),
                one.map(each -> link(budget, each, now, latest)),
                proposals.open(budget.id()));
    }

    private static Link link(Budget budget, ManagedBudget one, ManagedState.Now now, Map<Long, Latest> latest) {
        return new Link(
                one.name(),
                one.adopted(),
                one.since(),
                one.written() != null,
                one.notices() != null,
                now.drift(budget, one),
                hasEnded(budget, now.today()),
                Optional.ofNullable(latest.get((long) budget.id())));
    }

    static boolean hasEnded(Budget budget, LocalDate today) {
        return budget.hasEnded(budget.period(today).getStart());
    }

    /**
     * What the page of AWS's budgets says of those that Bursar manages or could.
     *
     * @param team the own budget's scope, by name
     */
    public record Managed(State state, String team) {}

    /** Those that are managed, or that AWS has already just as Bursar would publish them; by name. */
    public List<Managed> all() {
        ManagedState.Now now = state.now();
        List<ManagedBudget> all = managed.all();
        Map<Long, Latest> latest = proposals.latest();
        return budgets.all().stream()
                .map(budget -> new Managed(state(budget, now, all, latest), proposals.name(budget)))
                .filter(one -> one.state().link().isPresent()
                        || !one.state().adoptable().isEmpty())
                .sorted(java.util.Comparator.comparing(Managed::team)
                        .thenComparing(one -> one.state().budget()))
                .toList();
    }

    /** Those that AWS has otherwise; empty while budgets aren't written, none is managed, and AWS hasn't been read. */
    @PreAuthorize(ADMIN)
    public Optional<List<Managed>> drifted() {
        List<ManagedBudget> all =
                managed.all().stream().filter(one -> one.written() != null).toList();
        if (all.isEmpty() || !proposals.isOn()) {
            return Optional.empty();
        }
        ManagedState.Now now = state.now();
        if (now.readAt().equals(Instant.EPOCH)) {
            return Optional.empty();
        }
        Map<Long, Latest> latest = proposals.latest();
        return Optional.of(all.stream()
                .flatMap(one -> budgets.find(one.budget()).stream())
                .map(budget -> new Managed(state(budget, now, all, latest), proposals.name(budget)))
                .filter(one -> one.state().drifted())
                .toList());
    }

    private Budget budget(int id) {
        return budgets.find(id).orElseThrow(() -> new BudgetWriteRefused(Why.GONE));
    }

    private ManagedBudget managed(int id) {
        return managed.of(id).orElseThrow(() -> new BudgetWriteRefused(Why.NOT_MANAGED));
    }

    private static Candidate.Possible possible(Budget budget, ManagedState.Now now) {
        if (now.candidate(budget) instanceof Candidate.Possible possible) {
            return possible;
        }
        throw new BudgetWriteRefused(Why.NOT_PUBLISHABLE);
    }

    /**
     * Proposes to create a budget in AWS.
     *
     * @param addresses whom AWS mails at the budget's thresholds; none for no notifications
     * @return the change's number
     * @throws BudgetWriteRefused where it can't be
     * @throws AwsChangeRefused where the change can't be
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize(ADMIN)
    public long publish(int id, String name, List<String> addresses, String reason) {
        Budget budget = budget(id);
        ManagedState.Now now = state.now();
        Candidate.Possible possible = possible(budget, now);
        if (!AwsName.isAllowed(name)) {
            throw new BudgetWriteRefused(Why.NAME);
        }
        String account = proposals.payer();
        if (now.isTaken(name)
                || managed.named(account, name)
                        .filter(one -> one.budget() != id || one.written() != null)
                        .isPresent()) {
            throw new BudgetWriteRefused(Why.NAME_TAKEN);
        }
        if (managed.of(id).filter(one -> one.written() != null).isPresent()) {
            throw new BudgetWriteRefused(Why.MANAGED);
        }
        String wanted = BudgetProposals.creation(name, possible.part(), BudgetProposals.notices(budget, addresses));
        managed.begin(id, account, name, scope.actor().name());
        return proposals.propose(reason, List.of(proposals.item(budget, account, name, null, wanted)));
    }

    /**
     * Takes a budget over that AWS has already just as Bursar would publish it; writes nothing to AWS.
     *
     * @throws BudgetWriteRefused where it can't be
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize(ADMIN)
    public void adopt(int id, String name) {
        Budget budget = budget(id);
        ManagedState.Now now = state.now();
        if (managed.of(id).filter(one -> one.written() != null).isPresent()) {
            throw new BudgetWriteRefused(Why.MANAGED);
        }
        if (!now.adoptable(budget, managed.all()).contains(name)) {
            throw new BudgetWriteRefused(Why.NO_MATCH);
        }
        String raw = now.named(name).map(AwsBudget::raw).orElseThrow();
        managed.adopt(
                id,
                proposals.payer(),
                name,
                BudgetJson.decided(raw),
                now.readAt(),
                scope.actor().name());
        journal.record(BudgetAction.AWS_BUDGET_ADOPTED, BudgetAction.subject(id), null, Map.of("name", name));
    }

    /**
     * Proposes to write what Bursar has over what AWS has; creates it again where it was deleted.
     *
     * @return the change's number
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize(ADMIN)
    public long writeAgain(int id, String reason) {
        Budget budget = budget(id);
        ManagedBudget one = managed(id);
        ManagedState.Now now = state.now();
        Drift drift = now.drift(budget, one).filter(Drift::isAny).orElseThrow(() -> new BudgetWriteRefused(Why.SAME));
        return proposals.propose(
                reason, proposals.again(budget, one, possible(budget, now).part(), drift, now.named(one.name())));
    }

    /**
     * Makes AWS's limit the own budget's, from the present period on, once AWS has said that it still differs as it was shown.
     *
     * @param shown how it differed on the page
     * @throws BudgetWriteRefused where it differs otherwise by now, or can't be taken
     * @throws dev.bursar.budgets.BudgetRefused where it is no limit that Bursar can have
     * @throws dev.bursar.sync.SourceProblem where AWS couldn't be asked
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    @PreAuthorize(ADMIN)
    public void takeOver(int id, Drift shown) {
        fresh.read(fresh.within(() -> managed(id).name()));
        fresh.within(() -> taken(id, shown));
    }

    private boolean taken(int id, Drift shown) {
        Budget budget = budget(id);
        ManagedBudget one = managed(id);
        ManagedState.Now now = state.now();
        Optional<Drift> drift = now.drift(budget, one);
        if (drift.filter(shown::equals).isEmpty()) {
            throw new BudgetWriteRefused(Why.VALUE_CHANGED);
        }
        AwsBudget there = drift.filter(Drift::canBeTaken)
                .flatMap(taken -> now.named(one.name()))
                .orElseThrow(() -> new BudgetWriteRefused(Why.CANNOT_BE_TAKEN));
        List<BigDecimal> limits = Drift.limitsOf(there.raw(), ManagedState.periods(budget, now.today()))
                .orElseThrow(() -> new BudgetWriteRefused(Why.CANNOT_BE_TAKEN));
        LocalDate from = budget.period(now.today()).getStart();
        edits.change(
                id,
                budget.version(),
                new BudgetDraft(
                        budget.scope(),
                        budget.cadence(),
                        budget.currency(),
                        from,
                        limits,
                        budget.basis(from),
                        budget.thresholds(),
                        budget.tellsLeads(),
                        budget.people()));
        managed.written(one, BudgetJson.decided(there.raw()), one.notices(), now.readAt());
        return true;
    }

    /** Forgets which budget of AWS it is; nothing is written to AWS. */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize(ADMIN)
    public void release(int id) {
        ManagedBudget one = managed(id);
        managed.release(id);
        journal.record(BudgetAction.AWS_BUDGET_RELEASED, BudgetAction.subject(id), Map.of("name", one.name()), null);
    }

    /**
     * Proposes to delete it in AWS; nothing of the own budget changes.
     *
     * @return the change's number
     */
    @Writes(Guard.CONSTRAINT)
    @PreAuthorize(ADMIN)
    public long delete(int id, String reason) {
        ManagedBudget one = managed(id);
        if (one.written() == null) {
            throw new BudgetWriteRefused(Why.NOT_MANAGED);
        }
        return proposals.propose(
                reason, List.of(proposals.item(budget(id), one.account(), one.name(), one.written(), null)));
    }
}
