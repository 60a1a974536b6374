package dev.bursar.trail.query;

import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.SearchText;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.query.EventRow.Place;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * CloudTrail's events. Admins and auditors see all. Leads see an event only if all of its resources are of teams that they lead today, or
 * if it has none and its account is wholly theirs; other events are not counted either. Questions end after 30 seconds.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = EventService.LONGEST_SECONDS)
@PreAuthorize("hasAnyRole('LEAD', 'ADMIN', 'AUDITOR')")
public class EventService {
    static final int LONGEST_SECONDS = 30;
    /** Rows of a file. */
    public static final int MOST_EXPORTED = 100_000;

    /** For a search that is asked at each pause in typing. */
    private static final int SHORT_SECONDS = 2;

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int MOST_ROWS = 500;
    private static final int FILE_SECONDS = 600;

    private final EventQueries queries;
    private final DetailQueries details;
    private final CoverageQueries coverage;
    private final ResourceVisibility visibility;
    private final SearchJournal searches;
    private final Scope scope;

    EventService(
            EventQueries queries,
            DetailQueries details,
            CoverageQueries coverage,
            ResourceVisibility visibility,
            SearchJournal searches,
            Scope scope) {
        this.queries = queries;
        this.details = details;
        this.coverage = coverage;
        this.visibility = visibility;
        this.searches = searches;
        this.scope = scope;
    }

    private Visible visible() {
        return scope.has(Role.ADMIN) || scope.has(Role.AUDITOR) ? ResourceVisibility.EVERYTHING : visibility.asLead();
    }

    /** Records a search for a person, a resource or a text, once an hour for the same one. The page calls it before it asks. */
    @Writes(Guard.CONSTRAINT)
    public void searched(EventQuestion question) {
        searches.searched(question);
    }

    /** Records that somebody takes events away in a file. */
    @Writes(value = Guard.ANY_ORDER, timeout = LONGEST_SECONDS)
    public void exported(EventQuestion question) {
        searches.exported(question);
    }

    /**
     * Newest first, at most 500.
     *
     * @param after the event that they follow; null to begin with the newest
     * @param skip how many after it are left out: few, because they are read
     */
    public List<EventRow> page(EventQuestion question, @Nullable Place after, int skip, int limit) {
        return queries.page(question, visible(), after, Math.max(0, skip), Math.clamp(limit, 1, MOST_ROWS));
    }

    /** The first 100,000, for a file. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = FILE_SECONDS)
    public void each(EventQuestion question, Consumer<EventRow> consumer) {
        queries.each(question, visible(), MOST_EXPORTED, consumer);
    }

    /**
     * How many events a question finds.
     *
     * @param events all of them
     * @param failed of these, those that have an error
     * @param days by UTC day, without days that have none, the oldest first
     * @param hiddenServices how many it would find more with those of AWS services; 0 where it has them
     * @param hiddenReads how many it would find more with those that only read; 0 where it has them
     */
    public record Counts(long events, long failed, List<Day> days, long hiddenServices, long hiddenReads) {
        public Counts {
            days = List.copyOf(days);
        }

        public record Day(LocalDate day, long events, long failed) {}
    }

    public Counts counts(EventQuestion question) {
        return queries.counts(question, visible());
    }

    /**
     * How many events a question finds of each person, the most first; at most 100.
     *
     * @param lastTime of the newest
     */
    public record PersonCount(String person, Kind kind, long events, Instant lastTime) {}

    public List<PersonCount> persons(EventQuestion question) {
        return queries.persons(question, visible());
    }

    /** What was read of the question's time, in the accounts that it names, else in all that the reader may know of. */
    public EventCoverage coverage(EventQuestion question) {
        return coverage.of(question, visible());
    }

    /** Empty where there is no such event or the person may not see it. */
    public Optional<EventDetails> details(UUID event) {
        return details.of(event, visible());
    }

    /** The event with this id, or the newest ones of the last 90 days with exactly this name, case ignored; the newest first. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ, timeout = SHORT_SECONDS)
    public List<EventRow> named(SearchText text, int most) {
        return UUID_TEXT.matcher(text.text()).matches()
                ? details.row(UUID.fromString(text.text()), visible()).stream().toList()
                : queries.named(text.text(), visible(), most);
    }

    /** What a filter offers. */
    public enum Offered {
        PERSON,
        NAME,
        SERVICE,
        REGION
    }

    /** Values that contain the text, those seen last first; of events of the last 90 days that the person may see. */
    public List<String> values(Offered what, String text, int offset, int limit) {
        return queries.values(what, text, visible(), Math.max(0, offset), Math.clamp(limit, 1, 100));
    }

    /** Accounts by id, and teams by number, that the person may filter by. */
    public record Choices(Map<String, String> accounts, Map<Integer, String> teams) {}

    public Choices choices() {
        return queries.choices(visible());
    }

    /** When the oldest event that is kept happened; empty while there is none. */
    public Optional<Instant> oldest() {
        return queries.oldest(visible());
    }
}
