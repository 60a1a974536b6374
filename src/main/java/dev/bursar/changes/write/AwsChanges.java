package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeRefused.Why;
import dev.bursar.changes.write.ItemDraft.Part;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Scope;
import dev.bursar.tasks.BackgroundWork;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes proposals for changes to AWS from features, which have checked who may propose what. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AwsChanges {
    private static final int LONGEST_REASON = 500;

    private final AwsChangeStore store;
    private final WriteSettingsStore settings;
    private final BackgroundWork work;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;
    private final LateItems late;

    AwsChanges(
            AwsChangeStore store,
            WriteSettingsStore settings,
            BackgroundWork work,
            Journal journal,
            Scope scope,
            Clock clock,
            LateItems late) {
        this.store = store;
        this.settings = settings;
        this.work = work;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
        this.late = late;
    }

    /**
     * Proposes a change as the person who acts now, and has AWS asked soon what is there.
     *
     * @return its number
     * @throws AwsChangeRefused where it can't be; nothing was stored
     */
    public long propose(WriteKind kind, String reason, List<ItemDraft> items) {
        return propose(kind, reason, null, items);
    }

    long propose(WriteKind kind, String reason, @Nullable Long undoes, List<ItemDraft> items) {
        WriteSettings bounds = settings.of(kind);
        if (!bounds.enabled()) {
            throw new AwsChangeRefused(Why.OFF);
        }
        if (items.isEmpty()) {
            throw new AwsChangeRefused(Why.NO_ITEMS);
        }
        if (undoes == null && items.stream().map(ItemDraft::subject).distinct().count() > bounds.most()) {
            throw new AwsChangeRefused(Why.TOO_MANY_ITEMS);
        }
        String why = reason(reason);
        Actor by = scope.actor();
        store.holding(items.stream().map(ItemDraft::what).toList(), ChangeViewer.of(scope, clock)).values().stream()
                .min(Long::compare)
                .ifPresent(holder -> {
                    throw AwsChangeRefused.held(holder);
                });
        UUID reading = UUID.randomUUID();
        long id = store.add(kind, by, why, undoes, reading, items);
        work.add(reading, ChangeTask.KIND, by, null);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("kind", kind.stored());
        fields.put("reason", why);
        fields.put("items", items.size());
        if (undoes != null) {
            fields.put("undoes", undoes);
        }
        journal.record(ChangeAction.CHANGE_PROPOSED, ChangeAction.subject(id), null, fields);
        return id;
    }

    static String reason(String entered) {
        String reason = entered.strip();
        if (reason.isEmpty()) {
            throw new AwsChangeRefused(Why.NO_REASON);
        }
        if (reason.length() > LONGEST_REASON) {
            throw new AwsChangeRefused(Why.REASON_TOO_LONG);
        }
        return reason;
    }

    /** The open changes that fix some things, by their numbers; those that the person who asks may see. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<Long, Fixing> fixing(WriteKind kind, Collection<Long> sources) {
        return store.fixing(kind, sources, ChangeViewer.of(scope, clock));
    }

    /**
     * Rejects a change that nobody has decided on yet, because another one takes its place.
     *
     * @return whether nothing of it can be written any more: false where somebody has approved it
     */
    public boolean replace(long id, String reason) {
        Optional<AwsChange> change = store.lock(id).filter(one -> one.state().isOpen());
        if (change.filter(one -> one.state() != AwsChange.State.PROPOSED).isPresent()) {
            return false;
        }
        change.ifPresent(one -> {
            store.decide(one, AwsChange.State.REJECTED, scope.actor(), reason, UUID.randomUUID());
            journal.record(ChangeAction.CHANGE_REJECTED, ChangeAction.subject(id), null, Map.of("reason", reason));
        });
        return true;
    }

    /** Which of some parts an open change has, whoever may see it. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Set<Part> held(Collection<Part> parts) {
        return store.holding(parts, ChangeViewer.EVERYTHING).keySet();
    }

    /**
     * The latest change that has a part of a thing.
     *
     * @param undoes whether it brings another one's values back
     * @param item how that part of it stands
     * @param removes whether it takes the part away
     */
    public record Latest(long change, State state, boolean undoes, ItemState item, boolean removes) {}

    /** By the number of what it is for; those that the person who asks may see. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<Long, Latest> latest(WriteKind kind, String part) {
        return late.latest(kind, part, ChangeViewer.of(scope, clock));
    }

    /** The open changes of a kind, by what they are about; those that the person who asks may see. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Map<String, Fixing> open(WriteKind kind) {
        return late.open(kind, ChangeViewer.of(scope, clock));
    }

    /**
     * Keeps what AWS shows of things of which a change has ended before it did: what is as it was to be is written, what isn't two days
     * later differs.
     *
     * @param seen values by subject
     * @return how many items are settled by it
     */
    public int seen(WriteKind kind, String part, Map<String, String> seen) {
        List<LateItems.Settled> settled = late.settle(kind, part, seen);
        settled.stream()
                .filter(one -> one.item().state() == ItemState.VERIFIED)
                .forEach(one -> ChangeAction.written(journal, one.actor(), one.item()));
        return settled.size();
    }

    /** Within which bounds a kind may be written. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public WriteSettings settings(WriteKind kind) {
        return settings.of(kind);
    }
}
