package dev.bursar.journal;

import dev.bursar.journal.Verification.Progress;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the Activity log page shows and checks: admin and auditor see all of it, nobody changes any of it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR', 'SYSTEM')")
public class JournalService {
    private final JournalQueries queries;
    private final Subjects subjects;
    private final Chain chain;
    private final Sealer sealer;
    private final List<HeadStore> stores;
    private final Journal journal;
    private final ReentrantLock verifying = new ReentrantLock();

    JournalService(
            JournalQueries queries,
            Subjects subjects,
            Chain chain,
            Sealer sealer,
            List<HeadStore> stores,
            Journal journal) {
        this.queries = queries;
        this.subjects = subjects;
        this.chain = chain;
        this.sealer = sealer;
        this.stores = List.copyOf(stores);
        this.journal = journal;
    }

    public long count(JournalQuestion question) {
        return queries.count(question);
    }

    /**
     * Newest first, at most 500.
     *
     * @param after the entry that they follow; null to begin with the newest
     * @param skip how many after it are left out: few, because they are read
     */
    public List<JournalEntry> page(JournalQuestion question, @Nullable EntryPlace after, int skip, int limit) {
        return queries.page(question, after, Math.max(0, skip), Math.clamp(limit, 1, 500));
    }

    public Optional<JournalEntry> entry(long id) {
        return queries.byId(id);
    }

    /** The newest entry of all; empty only before the first. */
    public Optional<EntryPlace> newest() {
        return queries.newest();
    }

    /** How many entries are sealed and how many wait for it, and the head that was published last. */
    public ChainState chain() {
        return new ChainState(
                queries.sealed(), queries.waiting(), published().stream().reduce((one, next) -> next));
    }

    /**
     * Records that somebody takes entries away in a file.
     *
     * @param entries how many match now
     */
    @Writes(Guard.ANY_ORDER)
    public void exported(JournalQuestion question, long entries) {
        var what = new LinkedHashMap<String, Object>();
        what.put("from", question.from());
        what.put("to", question.to().minusDays(1));
        question.filters()
                .forEach(filter -> what.merge(
                        filter.dimension(),
                        filter.operator().words() + " " + String.join(", ", filter.values()),
                        (one, next) -> one + "; " + next));
        if (!question.jobs()) {
            what.put("jobs", false);
        }
        what.put("entries", entries);
        journal.record(CommonAction.JOURNAL_EXPORTED, "journal", null, what);
    }

    /** Names under which anything was recorded. */
    public List<String> people() {
        return queries.people();
    }

    public List<String> actions() {
        return queries.actions();
    }

    /** Subjects of the newest entries, with their words. */
    public Map<String, String> recentSubjects() {
        return queries.recentSubjects();
    }

    /** Subjects in words, {@code Person Demo lead} by {@code person:7}. */
    public Map<String, String> inWords(Collection<String> wanted) {
        return subjects.inWords(wanted);
    }

    /** Names of things, by {@code person:7}; those that no feature knows are left out. */
    public Map<String, String> names(Collection<String> things) {
        return subjects.names(things);
    }

    /** The heads that were published and can be read back, oldest first. */
    public List<JournalHead> published() {
        return stores.stream()
                .flatMap(store -> store.published().stream())
                .sorted(java.util.Comparator.comparing(JournalHead::at).thenComparing(JournalHead::position))
                .toList();
    }

    /**
     * Seals what waits, then checks every seal against its entry, and the published heads against the chain. One at a time on a
     * node, since each reads all of the journal.
     *
     * @param more heads that were kept elsewhere
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Verification verify(List<JournalHead> more, Progress progress) {
        verifying.lock();
        try {
            sealer.seal();
            return chain.verify(
                    Stream.concat(published().stream(), more.stream()).toList(), progress);
        } finally {
            verifying.unlock();
        }
    }

    /**
     * How the chain stands.
     *
     * @param sealed entries with a seal
     * @param waiting entries that wait for theirs, usually none or those of the last seconds
     */
    public record ChainState(long sealed, long waiting, Optional<JournalHead> head) {}
}
