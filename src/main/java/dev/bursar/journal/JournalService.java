package dev.bursar.journal;

import dev.bursar.journal.Verification.Progress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the Journal page shows and checks: admin and auditor see all of it, nobody changes any of it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('ADMIN', 'AUDITOR', 'SYSTEM')")
public class JournalService {
    private final JournalQueries queries;
    private final Subjects subjects;
    private final Chain chain;
    private final Sealer sealer;
    private final List<HeadStore> stores;

    JournalService(JournalQueries queries, Subjects subjects, Chain chain, Sealer sealer, List<HeadStore> stores) {
        this.queries = queries;
        this.subjects = subjects;
        this.chain = chain;
        this.sealer = sealer;
        this.stores = List.copyOf(stores);
    }

    public long count(JournalQuestion question) {
        return queries.count(question);
    }

    /** Newest first; at most 500. */
    public List<JournalEntry> page(JournalQuestion question, int offset, int limit) {
        return queries.page(question, Math.max(0, offset), Math.clamp(limit, 1, 500));
    }

    public Optional<JournalEntry> entry(long id) {
        return queries.byId(id);
    }

    /** Tells every matching entry, newest first, without holding all of them. */
    public void each(JournalQuestion question, Consumer<JournalEntry> each) {
        queries.each(question, each);
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
     * Seals what waits, then checks every seal against its entry, and the published heads against the chain.
     *
     * @param more heads that were kept elsewhere
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public Verification verify(List<JournalHead> more, Progress progress) {
        sealer.seal();
        return chain.verify(Stream.concat(published().stream(), more.stream()).toList(), progress);
    }
}
