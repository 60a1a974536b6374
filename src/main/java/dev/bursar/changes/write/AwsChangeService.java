package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeRefused.Why;
import dev.bursar.changes.write.ChangeQuestion.Which;
import dev.bursar.journal.Journal;
import dev.bursar.journal.Seen;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Account;
import dev.bursar.org.Organisation;
import dev.bursar.tasks.BackgroundWork;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes to AWS, for people. Leads see what they proposed and what concerns resources of teams that they lead today; admins decide, stop
 * and bring back. Each decision is recorded.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class AwsChangeService {
    private static final String ADMIN = "hasRole('ADMIN')";
    private static final int MOST_ROWS = 500;

    private final AwsChangeStore store;
    private final AwsChanges changes;
    private final WriteSettingsStore settings;
    private final BackgroundWork work;
    private final Journal journal;
    private final Seen seen;
    private final Scope scope;
    private final Organisation organisation;
    private final Clock clock;
    private final Map<WriteKind, ChangeExecutor> executors;

    AwsChangeService(
            AwsChangeStore store,
            AwsChanges changes,
            WriteSettingsStore settings,
            BackgroundWork work,
            Journal journal,
            Seen seen,
            Scope scope,
            Organisation organisation,
            Clock clock,
            List<ChangeExecutor> executors) {
        this.executors =
                executors.stream().collect(Collectors.toUnmodifiableMap(ChangeExecutor::kind, Function.identity()));
        this.store = store;
        this.changes = changes;
        this.settings = settings;
        this.work = work;
        this.journal = journal;
        this.seen = seen;
        this.scope = scope;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Names of AWS accounts by id, as items show them. */
    public Map<String, String> accountNames() {
        return organisation.accounts().stream().collect(Collectors.toMap(Account::id, Account::name));
    }

    /**
     * How changes stand.
     *
     * @param enabled whether any kind is turned on
     * @param all how many there are that the person may see
     * @param found how many of them were asked for
     */
    public record Page(boolean enabled, int all, int found) {}

    public Page page(ChangeQuestion question) {
        ChangeViewer viewer = ChangeViewer.of(scope, clock);
        return new Page(
                settings.anyEnabled(),
                store.count(new ChangeQuestion(Optional.empty()), viewer),
                store.count(question, viewer));
    }

    /** At most 500 changes from {@code offset} on, the newest first. */
    public List<AwsChange> rows(ChangeQuestion question, int offset, int limit) {
        return store.rows(
                question, ChangeViewer.of(scope, clock), Math.max(0, offset), Math.clamp(limit, 1, MOST_ROWS));
    }

    /**
     * What waits for the person who asks.
     *
     * @param costs EffectiveCost of what it is about, by currency
     * @param by the day on which the first proposal expires; null where none does
     * @param first the change that was proposed first; null for none
     */
    public record Waiting(
            int count,
            Map<String, BigDecimal> costs,
            @Nullable LocalDate by,
            @Nullable AwsChange first) {
        public Waiting {
            costs = Map.copyOf(costs);
        }
    }

    /** Empty where the person can do nothing of the kind, and where nothing is or was written. */
    public Optional<Waiting> waiting(Which which) {
        ChangeViewer viewer = ChangeViewer.of(scope, clock);
        boolean theirs = switch (which) {
            case OPEN, ENDED -> false;
            case TO_APPROVE, FAILED -> viewer.admin() && settings.anyEnabled();
            case ANSWERED ->
                (viewer.admin() || scope.has(Role.LEAD))
                        && (settings.anyEnabled() || store.count(new ChangeQuestion(Optional.empty()), viewer) > 0);
        };
        if (!theirs) {
            return Optional.empty();
        }
        var question = new ChangeQuestion(Optional.of(which));
        AwsChangeStore.Counted found = store.counted(question, viewer);
        Instant earliest = found.earliest();
        Long first = found.first();
        boolean decides = which == Which.TO_APPROVE && found.count() > 0;
        return Optional.of(new Waiting(
                found.count(),
                decides ? store.sums(question, viewer) : Map.of(),
                decides && earliest != null
                        ? earliest.plus(AwsChangeStore.KEPT_OPEN)
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                        : null,
                first == null ? null : store.find(first, viewer).orElse(null)));
    }

    /** The person has looked at how their proposal came out, and it waits for them no longer. */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize("hasAnyRole('LEAD', 'ADMIN')")
    public void look(long id) {
        change(id)
                .filter(one -> one.own() && !one.change().state().isOpen())
                .ifPresent(one -> seen.look(scope.actor().id(), ChangeAction.subject(id)));
    }

    /**
     * A change, and what the person may do with it.
     *
     * @param another whether somebody other than the proposer has to approve
     * @param own whether the person proposed it
     * @param undoable whether something of it was written that can be brought back
     * @param again how many items weren't written and could be
     */
    public record Shown(AwsChange change, boolean admin, boolean another, boolean own, boolean undoable, int again) {
        public boolean mayDecide() {
            return admin && change.state() == State.PROPOSED;
        }

        public boolean mayApprove() {
            return mayDecide() && !(another && own);
        }

        public boolean mayRejectOrReadAgain() {
            return change.state() == State.PROPOSED && (admin || own);
        }

        public boolean mayStop() {
            return admin
                    && (change.state() == State.APPROVED || change.state() == State.RUNNING)
                    && change.stopAskedBy().isEmpty();
        }

        /** Whether it has ended with items that AWS can be asked for once more. */
        public boolean mayLookAgain() {
            return admin
                    && (change.state() == State.DONE_WITH_FAILURES || change.state() == State.STOPPED)
                    && change.count(ItemState.UNKNOWN) + change.count(ItemState.DIFFERS) > 0;
        }

        /** Whether it has ended with items that weren't written and could be. */
        public boolean mayProposeAgain() {
            return admin && !change.state().isOpen() && again > 0;
        }

        public boolean mayUndo() {
            return admin && !change.state().isOpen() && undoable;
        }
    }

    /** Empty where there is none, or the person may not see it. */
    public Optional<Shown> change(long id) {
        return store.find(id, ChangeViewer.of(scope, clock))
                .filter(one -> one.size() > 0)
                .map(one -> new Shown(
                        one,
                        scope.has(Role.ADMIN),
                        settings.of(one.kind()).another(),
                        one.proposer().id().equals(scope.actor().id()),
                        isUndoable(one),
                        one.state().isOpen() ? 0 : failed(one).size()));
    }

    /** All tags can be brought back; of the other kinds a change has few items. */
    private boolean isUndoable(AwsChange change) {
        return change.count(ItemState.VERIFIED) > 0
                && (change.kind() == WriteKind.TAGS || !written(change).isEmpty());
    }

    private List<ChangeItem> written(AwsChange change) {
        ChangeExecutor executor = Objects.requireNonNull(executors.get(change.kind()));
        return store.items(change.id(), ItemState.VERIFIED).stream()
                .filter(executor::canBeUndone)
                .toList();
    }

    /** At most 500 items from {@code offset} on; of some states, or all. */
    public List<ChangeItem> items(long change, Collection<ItemState> states, int offset, int limit) {
        List<ChangeItem> items = store.items(
                change, states, ChangeViewer.of(scope, clock), Math.max(0, offset), Math.clamp(limit, 1, MOST_ROWS));
        return scope.has(Role.ADMIN)
                ? items
                : items.stream().map(ChangeItem::withoutAddresses).toList();
    }

    /**
     * Has it written.
     *
     * @param version that was seen
     * @throws AwsChangeRefused where it can't be
     * @throws StaleEdit where it stands otherwise by now
     */
    @Writes(Guard.LOCK)
    @PreAuthorize(ADMIN)
    public void approve(long id, int version) {
        AwsChange change = proposed(id, version);
        WriteSettings bounds = settings.of(change.kind());
        if (!bounds.enabled()) {
            throw new AwsChangeRefused(Why.OFF);
        }
        if (change.previewed().isEmpty()) {
            throw new AwsChangeRefused(Why.NOT_PREVIEWED);
        }
        if (bounds.another() && change.proposer().id().equals(scope.actor().id())) {
            throw new AwsChangeRefused(Why.OWN_PROPOSAL);
        }
        if (change.count(ItemState.PLANNED) == 0) {
            throw new AwsChangeRefused(Why.NOTHING_TO_WRITE);
        }
        UUID writing = UUID.randomUUID();
        store.decide(change, State.APPROVED, scope.actor(), null, writing);
        work.add(writing, ChangeTask.KIND, scope.actor(), null);
        journal.record(
                ChangeAction.CHANGE_APPROVED,
                ChangeAction.subject(id),
                null,
                Map.of("items", change.count(ItemState.PLANNED)));
    }

    /**
     * Rejects it; whoever proposed it may too.
     *
     * @throws AwsChangeRefused where it can't be
     * @throws StaleEdit where it stands otherwise by now
     */
    @Writes(Guard.LOCK)
    @PreAuthorize("hasAnyRole('LEAD', 'ADMIN')")
    public void reject(long id, int version, String reason) {
        String why = AwsChanges.reason(reason);
        AwsChange change = adminsOrOwn(id, version);
        store.decide(change, State.REJECTED, scope.actor(), why, UUID.randomUUID());
        journal.record(ChangeAction.CHANGE_REJECTED, ChangeAction.subject(id), null, Map.of("reason", why));
    }

    /**
     * Has AWS asked once more what is there; whoever proposed it may too.
     *
     * @throws AwsChangeRefused where it is decided
     * @throws StaleEdit where it stands otherwise by now
     */
    @Writes(Guard.LOCK)
    @PreAuthorize("hasAnyRole('LEAD', 'ADMIN')")
    public void readAgain(long id, int version) {
        adminsOrOwn(id, version);
        UUID reading = UUID.randomUUID();
        store.readAgain(id, reading);
        work.add(reading, ChangeTask.KIND, scope.actor(), null);
        journal.record(ChangeAction.CHANGE_READ_AGAIN, ChangeAction.subject(id));
    }

    private AwsChange adminsOrOwn(long id, int version) {
        if (!scope.has(Role.ADMIN)
                && store.lock(id)
                        .filter(one -> one.proposer().id().equals(scope.actor().id()))
                        .isEmpty()) {
            throw new StaleEdit(ChangeAction.subject(id));
        }
        return proposed(id, version);
    }

    private AwsChange proposed(long id, int version) {
        AwsChange change = store.lock(id).orElseThrow(() -> new StaleEdit(ChangeAction.subject(id)));
        if (change.state() != State.PROPOSED) {
            throw new AwsChangeRefused(Why.DECIDED);
        }
        if (change.version() != version) {
            throw new StaleEdit(ChangeAction.subject(id));
        }
        return change;
    }

    /**
     * Has AWS asked once more for what the change ended with and nobody knows, or what AWS showed otherwise; nothing is written.
     *
     * @throws AwsChangeRefused where there is nothing to look at
     */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize(ADMIN)
    public void lookAgain(long id) {
        change(id).filter(Shown::mayLookAgain).orElseThrow(() -> new AwsChangeRefused(Why.NOTHING_TO_READ));
        UUID reading = UUID.randomUUID();
        store.lookAgain(id, reading);
        work.add(reading, ChangeTask.KIND, scope.actor(), null);
        journal.record(ChangeAction.CHANGE_READ_AGAIN, ChangeAction.subject(id));
    }

    private static final Set<ItemWhy> COULD_BE =
            EnumSet.of(ItemWhy.NOT_READ, ItemWhy.PART_READ, ItemWhy.STOPPED, ItemWhy.OTHER_MISSING);

    /** What wasn't written, or nobody knows of; what somebody else changed isn't among it. */
    private List<ChangeItem> failed(AwsChange change) {
        return store
                .items(change.id(), ItemState.FAILED, ItemState.UNKNOWN, ItemState.DIFFERS, ItemState.SKIPPED)
                .stream()
                .filter(item -> item.state() != ItemState.SKIPPED || COULD_BE.contains(item.why()))
                .toList();
    }

    /**
     * Proposes once more what an ended change couldn't write.
     *
     * @return the number of the new change
     * @throws AwsChangeRefused where it can't be
     */
    @Writes(Guard.LOCK)
    @PreAuthorize(ADMIN)
    public long proposeAgain(long id, String reason) {
        AwsChange change = store.lock(id).orElseThrow(() -> new StaleEdit(ChangeAction.subject(id)));
        List<ChangeItem> failed = change.state().isOpen() ? List.of() : failed(change);
        if (failed.isEmpty()) {
            throw new AwsChangeRefused(Why.NO_ITEMS);
        }
        return changes.propose(
                change.kind(),
                reason,
                change.undoes().orElse(null),
                failed.stream()
                        .map(item -> draft(item, item.before(), item.wanted(), item.source()))
                        .toList());
    }

    /** Has it write nothing more; what was written stays and is read back. */
    @Writes(Guard.CONDITION)
    @PreAuthorize(ADMIN)
    public void stop(long id) {
        if (!store.stop(id, scope.actor().name())) {
            throw new AwsChangeRefused(Why.NOT_RUNNING);
        }
        journal.record(ChangeAction.CHANGE_STOPPED, ChangeAction.subject(id));
    }

    /**
     * Proposes to bring back what was there before, of all that was written and is still so.
     *
     * @return the number of the new change
     * @throws AwsChangeRefused where it can't be
     */
    @Writes(Guard.LOCK)
    @PreAuthorize(ADMIN)
    public long undo(long id, String reason) {
        AwsChange change = store.lock(id).orElseThrow(() -> new StaleEdit(ChangeAction.subject(id)));
        List<ItemDraft> items = change.state().isOpen()
                ? List.of()
                : written(change).stream()
                        .map(item -> back(change.kind(), item))
                        .toList();
        if (items.isEmpty()) {
            throw new AwsChangeRefused(Why.NOTHING_TO_UNDO);
        }
        return changes.propose(change.kind(), reason, id, items);
    }

    /** A violation isn't what bringing a tag back is for. */
    private static ItemDraft back(WriteKind kind, ChangeItem item) {
        return draft(item, item.wanted(), item.before(), kind == WriteKind.TAGS ? null : item.source());
    }

    private static ItemDraft draft(
            ChangeItem item, @Nullable String before, @Nullable String wanted, @Nullable Long source) {
        return new ItemDraft(
                item.account(),
                item.region(),
                item.subject(),
                item.type(),
                item.name(),
                item.team(),
                item.part(),
                before,
                wanted,
                item.caution(),
                item.currency(),
                item.cost(),
                source);
    }
}
