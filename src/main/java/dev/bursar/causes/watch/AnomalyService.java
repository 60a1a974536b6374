package dev.bursar.causes.watch;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.CauseAction;
import dev.bursar.causes.Rating;
import dev.bursar.causes.RatingRefused;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.watch.AnomalyStore.Decided;
import dev.bursar.causes.watch.AnomalyStore.OpenRow;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What costs more than was expected. A lead sees and rates what is of days on which they led its team. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class AnomalyService {
    public static final int LONGEST_NOTE = 500;
    private static final int SHOWN_DAYS = 92;
    private static final BigDecimal MOST_A_DAY = new BigDecimal("1000000000");
    private static final BigDecimal MOST_SHARE = new BigDecimal("100");

    private final AnomalyStore store;
    private final Organisation organisation;
    private final Scope scope;
    private final Journal journal;
    private final Clock clock;

    AnomalyService(AnomalyStore store, Organisation organisation, Scope scope, Journal journal, Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.scope = scope;
        this.journal = journal;
        this.clock = clock;
    }

    public AnomalyPage page() {
        Visibility visibility = scope.visibility();
        List<Anomaly> theirs = store.since(Today.of(clock).minusDays(SHOWN_DAYS)).stream()
                .filter(one -> sees(visibility, one))
                .toList();
        List<Anomaly> all = theirs.stream().filter(one -> !one.gone()).toList();
        Map<TeamId, String> teams = DimensionLabels.markedTeamNames(organisation);
        Map<String, String> accounts = DimensionLabels.accountNames(organisation);
        if (!visibility.everything()) {
            teams.keySet()
                    .retainAll(theirs.stream().map(one -> one.series().team()).toList());
            accounts.clear();
        }
        Optional<Decided> decided = store.decided();
        return new AnomalyPage(
                all,
                teams,
                accounts,
                decided.map(Decided::until).orElse(null),
                decided.map(Decided::at).orElse(null),
                mayRate(),
                theirs());
    }

    /**
     * The anomalies that wait for the person.
     *
     * @param excess what they come to, by currency
     * @param dearest empty where there is none
     * @param teams names, as far as the dearest needs them
     * @param accounts the same, by id
     * @param theirs teams whose anomalies wait for them; of who doesn't see everything none
     */
    public record ToRate(
            int anomalies,
            Map<String, BigDecimal> excess,
            Optional<Anomaly> dearest,
            Map<TeamId, String> teams,
            Map<String, String> accounts,
            Set<TeamId> theirs) {
        public ToRate {
            excess = Map.copyOf(excess);
            teams = Map.copyOf(teams);
            accounts = Map.copyOf(accounts);
            theirs = Set.copyOf(theirs);
        }
    }

    /** Empty where nobody has looked yet, and for whom none can wait. Asked often: it reads no more than it counts. */
    public Optional<ToRate> toRate() {
        Set<TeamId> theirs = theirs();
        if (theirs.isEmpty()
                || store.decided().filter(looked -> looked.until() != null).isEmpty()) {
            return Optional.empty();
        }
        Visibility visibility = scope.visibility();
        List<OpenRow> open = store.open(theirs, Today.of(clock).minusDays(SHOWN_DAYS)).stream()
                .filter(one -> sees(visibility, one.team(), one.account(), one.from(), one.to()))
                .toList();
        Map<String, BigDecimal> excess = new HashMap<>();
        open.forEach(one -> excess.merge(one.currency(), one.excess(), BigDecimal::add));
        return Optional.of(new ToRate(
                open.size(),
                excess,
                open.stream().findFirst().flatMap(one -> store.find(one.id())),
                open.isEmpty() ? Map.of() : DimensionLabels.markedTeamNames(organisation),
                open.isEmpty() || !visibility.everything() ? Map.of() : DimensionLabels.accountNames(organisation),
                visibility.everything() ? theirs : Set.of()));
    }

    private Set<TeamId> theirs() {
        Set<TeamId> theirs = scope.asLead().spans().stream()
                .map(Visibility.Span::team)
                .collect(Collectors.toCollection(HashSet::new));
        if (scope.has(Role.FINANCE)) {
            theirs.add(TeamId.UNALLOCATED);
        }
        return theirs;
    }

    /** Empty where there is no such anomaly, and where the person may not see it. */
    public Optional<Anomaly> find(long id) {
        return store.find(id).filter(one -> sees(scope.visibility(), one));
    }

    /**
     * Says what an anomaly is.
     *
     * @param version of it that the person has seen
     * @param until the last day of what is planned; null in all other ratings
     * @param note "" for none
     * @throws RatingRefused if the day is missing or out of range, or the note is longer than 500 characters
     * @throws StaleEdit if somebody else rated it in the meantime, it was reopened, or there is none for the person
     */
    @Writes(Guard.CONDITION)
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN')")
    public void rate(long id, int version, Rating rating, @Nullable LocalDate until, String note) {
        LocalDate last = rating == Rating.PLANNED ? until : null;
        if (rating == Rating.PLANNED) {
            check(last);
        }
        if (note.length() > LONGEST_NOTE) {
            throw new RatingRefused(RatingRefused.Why.NOTE_TOO_LONG);
        }
        Anomaly found = store.find(id)
                .filter(one -> sees(scope.visibility(), one))
                .orElseThrow(() -> {
                    journal.denied(CommonAction.DENIED, CauseAction.subject(id));
                    return new StaleEdit(CauseAction.subject(id));
                });
        String words = note.strip();
        if (!store.rate(id, version, rating, last, words, scope.actor().id(), clock.instant())) {
            throw new StaleEdit(CauseAction.subject(id));
        }
        Anomaly.Rated before = found.rated();
        journal.record(
                CauseAction.ANOMALY_RATED,
                CauseAction.subject(id),
                before == null ? null : said(before.rating(), before.until(), before.note()),
                said(rating, last, words));
    }

    private void check(@Nullable LocalDate last) {
        if (last == null) {
            throw new RatingRefused(RatingRefused.Why.NO_DAY);
        }
        if (last.isBefore(Today.of(clock)) || last.isAfter(Today.of(clock).plusYears(2))) {
            throw new RatingRefused(RatingRefused.Why.DAY_OUT_OF_RANGE);
        }
    }

    private static Map<String, Object> said(Rating rating, @Nullable LocalDate until, String note) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("rating", rating.name().toLowerCase(java.util.Locale.ROOT));
        if (until != null) {
            said.put("until", until);
        }
        if (!note.isEmpty()) {
            said.put("note", note);
        }
        return said;
    }

    /** From what an excess of a team counts; those of all where it has none of its own. */
    @PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
    public AnomalyBounds bounds(TeamId team) {
        return store.bounds().getOrDefault(team, AnomalyBounds.USUAL);
    }

    /**
     * Sets from what an excess of a team counts.
     *
     * @throws IllegalArgumentException if they are not between one cent and 1,000,000,000 a day, and 1 % and 10,000 %
     */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize("hasRole('ADMIN')")
    public void setBounds(TeamId team, AnomalyBounds bounds) {
        if (bounds.leastADay().compareTo(new BigDecimal("0.01")) < 0
                || bounds.leastADay().compareTo(MOST_A_DAY) > 0
                || bounds.leastShare().compareTo(new BigDecimal("0.01")) < 0
                || bounds.leastShare().compareTo(MOST_SHARE) > 0) {
            throw new IllegalArgumentException("Bounds out of range");
        }
        AnomalyBounds before = bounds(team);
        boolean usual = bounds.leastADay().compareTo(AnomalyBounds.USUAL.leastADay()) == 0
                && bounds.leastShare().compareTo(AnomalyBounds.USUAL.leastShare()) == 0;
        store.bounds(team, usual ? null : bounds);
        journal.record(CauseAction.ANOMALY_BOUNDS_CHANGED, "team:" + team.value(), before, bounds);
    }

    private boolean mayRate() {
        return scope.has(Role.LEAD) || scope.has(Role.FINANCE) || scope.has(Role.ADMIN);
    }

    private static boolean sees(Visibility visibility, Anomaly one) {
        return sees(
                visibility,
                one.series().team(),
                one.series().account(),
                one.days().from(),
                one.days().to());
    }

    private static boolean sees(Visibility visibility, TeamId team, String account, LocalDate from, LocalDate to) {
        return visibility.everything()
                || account.isEmpty()
                        && visibility.includes(new Visibility(false, List.of(new Visibility.Span(team, from, to))));
    }
}
