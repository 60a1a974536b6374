package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.adjustments.Adjustment.State;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Why;
import dev.bursar.chargeback.adjustments.AdjustmentStore.Sum;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Amounts that finance moves between teams, Unallocated and Internal. They stand in the earliest open month, are taken back once and never
 * edited. Where an admin wants it, they wait until another person of finance posts them.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class AdjustmentService {
    private static final String FINANCE = "hasRole('FINANCE')";
    private static final int MOST = 1_000;

    private final AdjustmentStore store;
    private final FourEyes fourEyes;
    private final AdjustmentBooks books;
    private final AdjustmentBounds bounds;
    private final LedgerMonths months;
    private final Organisation organisation;
    private final Scope scope;
    private final Clock clock;

    AdjustmentService(
            AdjustmentStore store,
            FourEyes fourEyes,
            AdjustmentBooks books,
            AdjustmentBounds bounds,
            LedgerMonths months,
            Organisation organisation,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.fourEyes = fourEyes;
        this.books = books;
        this.bounds = bounds;
        this.months = months;
        this.organisation = organisation;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * How adjustments stand.
     *
     * @param all how many there are
     * @param found how many of them were asked for
     * @param months in which one stands or that one is about, the newest first
     * @param teams names by number, of ended teams too
     * @param mayPost whether the person may propose and decide
     * @param person the number of whoever looks: their own proposals wait for others
     * @param open the month in which a new one would stand
     * @param choices what a new one can be about; empty where none can be made yet
     */
    public record Page(
            long all,
            long found,
            List<YearMonth> months,
            Map<Integer, String> teams,
            boolean ledger,
            boolean fourEyes,
            boolean mayPost,
            int person,
            Optional<YearMonth> open,
            Optional<AdjustmentChoices> choices) {
        public Page {
            months = List.copyOf(months);
            teams = Map.copyOf(teams);
        }
    }

    public Page page(AdjustmentQuestion question) {
        long all = count(AdjustmentQuestion.ALL);
        boolean finance = scope.has(Role.FINANCE);
        return new Page(
                all,
                question.equals(AdjustmentQuestion.ALL) ? all : count(question),
                store.months(),
                teams(),
                months.start().isPresent(),
                fourEyes.enabled(),
                finance,
                scope.actor().id().value(),
                months.next(),
                finance ? bounds.choices() : Optional.empty());
    }

    private long count(AdjustmentQuestion question) {
        return store.count(question, scope.actor().id());
    }

    /**
     * What others proposed and the person can post.
     *
     * @param amounts what they move, by currency
     * @param oldest empty where there is none
     * @param teams names by number, as far as the oldest needs them
     */
    public record ToPost(
            int adjustments, Map<String, BigDecimal> amounts, Optional<Adjustment> oldest, Map<Integer, String> teams) {
        public ToPost {
            amounts = Map.copyOf(amounts);
            teams = Map.copyOf(teams);
        }
    }

    /** Empty for who isn't in finance, and before the ledger begins. Asked often: it reads one adjustment. */
    public Optional<ToPost> toPost() {
        if (!scope.has(Role.FINANCE) || months.start().isEmpty()) {
            return Optional.empty();
        }
        List<Sum> sums = store.toPost(scope.actor().id());
        return Optional.of(new ToPost(
                sums.stream().mapToInt(Sum::adjustments).sum(),
                sums.stream().collect(Collectors.toMap(Sum::currency, Sum::amount)),
                sums.stream().min(Comparator.comparing(Sum::oldest)).flatMap(sum -> store.find(sum.oldest())),
                sums.isEmpty() ? Map.of() : teams()));
    }

    private Map<Integer, String> teams() {
        return organisation.teams().stream()
                .collect(Collectors.toMap(team -> team.id().value(), team -> team.name()));
    }

    /**
     * Adjustments, the newest first.
     *
     * @param before the number of the one that they follow; null to begin with the newest
     * @param skip how many after it are left out: few, because they are read
     */
    public List<Adjustment> rows(AdjustmentQuestion question, @Nullable Long before, int skip, int limit) {
        return store.page(question, scope.actor().id(), before, Math.max(0, skip), Math.clamp(limit, 1, MOST));
    }

    public Optional<Adjustment> adjustment(long id) {
        return store.find(id);
    }

    /**
     * Posts an adjustment, or proposes it where another person has to post it. Returns it as it stands then.
     *
     * @throws AdjustmentRefused with all that is wrong; nothing was stored
     */
    @Writes(Guard.LOCK)
    @PreAuthorize(FINANCE)
    public Adjustment propose(AdjustmentDraft draft) {
        YearMonth month = lockNext();
        if (!bounds.hasCosts(month)) {
            throw new AdjustmentRefused(Why.NO_COSTS);
        }
        if (draft.dispute().filter(id -> !store.isDispute(id)).isPresent()) {
            throw new AdjustmentRefused(Why.NO_SUCH_DISPUTE);
        }
        return add(month, bounds.checked(draft, month));
    }

    /**
     * Takes a posted adjustment back: another one the other way, in the earliest open month.
     *
     * @throws AdjustmentRefused where it can't be; nothing was stored
     */
    @Writes(Guard.LOCK)
    @PreAuthorize(FINANCE)
    public Adjustment reverse(long id, String reason) {
        YearMonth month = lockNext();
        Adjustment posted = find(id);
        AdjustmentBooks.refuseUnlessReversible(posted);
        if (posted.reversal().isPresent()) {
            throw new AdjustmentRefused(Why.REVERSAL_WAITS);
        }
        return add(month, CheckedAdjustment.reversal(posted, reason));
    }

    /**
     * Posts what another person proposed.
     *
     * @throws AdjustmentRefused where it can't be; nothing was posted
     */
    @Writes(Guard.LOCK)
    @PreAuthorize(FINANCE)
    public Adjustment post(long id) {
        Adjustment proposed = lockProposed(id);
        if (months.find(proposed.month()).flatMap(one -> one.closed()).isPresent()) {
            throw new AdjustmentRefused(Why.MONTH_CLOSED);
        }
        Actor by = scope.actor();
        if (fourEyes.enabled() && proposed.by().id().equals(by.id())) {
            throw new AdjustmentRefused(Why.OWN_PROPOSAL);
        }
        return books.post(proposed, by, clock.instant());
    }

    /**
     * Rejects a proposal, one's own too.
     *
     * @throws AdjustmentRefused where it can't be
     */
    @Writes(Guard.LOCK)
    @PreAuthorize(FINANCE)
    public Adjustment reject(long id, String reason) {
        String why = reason.strip();
        CheckedAdjustment.reason(why).ifPresent(problem -> {
            throw new AdjustmentRefused(Field.REASON, problem);
        });
        Adjustment proposed = lockProposed(id);
        books.reject(proposed, why, scope.actor(), clock.instant());
        return find(id);
    }

    /** Locks the month in which adjustments stand. */
    private YearMonth lockNext() {
        YearMonth month = months.next().orElseThrow(() -> new AdjustmentRefused(Why.NO_LEDGER));
        if (months.lock(month).closed().isPresent()) {
            throw new AdjustmentRefused(Why.MONTH_CLOSED);
        }
        return month;
    }

    private Adjustment lockProposed(long id) {
        months.lock(find(id).month());
        Adjustment proposed = find(id);
        if (proposed.state() != State.PROPOSED) {
            throw new AdjustmentRefused(Why.DECIDED);
        }
        return proposed;
    }

    private Adjustment find(long id) {
        return store.find(id).orElseThrow(() -> new StaleEdit("Adjustment " + id));
    }

    private Adjustment add(YearMonth month, CheckedAdjustment adjustment) {
        Actor by = scope.actor();
        Instant at = clock.instant();
        Adjustment added = find(store.add(month, adjustment, by, at));
        if (!fourEyes.enabled()) {
            return books.post(added, by, at);
        }
        books.proposed(added);
        return added;
    }
}
