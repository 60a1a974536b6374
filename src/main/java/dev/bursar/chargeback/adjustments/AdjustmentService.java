package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.MonthSubjects;
import dev.bursar.chargeback.adjustments.Adjustment.State;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Why;
import dev.bursar.chargeback.answers.Answers;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.ledger.Ledger;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerTransaction;
import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import dev.bursar.chargeback.ledger.Posting;
import dev.bursar.chargeback.statement.Allocation;
import dev.bursar.chargeback.statement.Allocations;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.org.Organisation;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Ledger ledger;
    private final LedgerMonths months;
    private final CutStore cuts;
    private final Allocations allocations;
    private final Organisation organisation;
    private final Answers answers;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    AdjustmentService(
            AdjustmentStore store,
            FourEyes fourEyes,
            Ledger ledger,
            LedgerMonths months,
            CutStore cuts,
            Allocations allocations,
            Organisation organisation,
            Answers answers,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.fourEyes = fourEyes;
        this.ledger = ledger;
        this.months = months;
        this.cuts = cuts;
        this.allocations = allocations;
        this.organisation = organisation;
        this.answers = answers;
        this.journal = journal;
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
            Optional<Choices> choices) {
        public Page {
            months = List.copyOf(months);
            teams = Map.copyOf(teams);
        }
    }

    /**
     * What a new adjustment can be about.
     *
     * @param month in which it stands
     * @param ofMonths that it can be about, the newest first
     * @param accounts teams by name, then Unallocated and Internal
     * @param currencies of these months
     */
    public record Choices(
            YearMonth month, List<YearMonth> ofMonths, List<LedgerAccount> accounts, List<String> currencies) {
        public Choices {
            ofMonths = List.copyOf(ofMonths);
            accounts = List.copyOf(accounts);
            currencies = List.copyOf(currencies);
        }
    }

    public Page page(AdjustmentQuestion question) {
        long all = store.count(AdjustmentQuestion.ALL);
        boolean finance = scope.has(Role.FINANCE);
        return new Page(
                all,
                question.equals(AdjustmentQuestion.ALL) ? all : store.count(question),
                store.months(),
                organisation.teams().stream()
                        .collect(Collectors.toMap(team -> team.id().value(), team -> team.name())),
                months.start().isPresent(),
                fourEyes.enabled(),
                finance,
                scope.actor().id().value(),
                finance ? choices() : Optional.empty());
    }

    private Optional<Choices> choices() {
        return months.next().filter(month -> cuts.find(month).isPresent()).map(month -> {
            YearMonth first = months.start().orElse(month);
            List<YearMonth> about = Stream.iterate(month, one -> !one.isBefore(first), one -> one.minusMonths(1))
                    .toList();
            Set<Integer> there = allocations.teams(month);
            return new Choices(
                    month,
                    about,
                    Stream.concat(
                                    organisation.teams().stream()
                                            .map(team -> team.id().value())
                                            .filter(there::contains)
                                            .map(LedgerAccount.Team::new),
                                    Stream.of(LedgerAccount.Fixed.UNALLOCATED, LedgerAccount.Fixed.INTERNAL))
                            .map(LedgerAccount.class::cast)
                            .toList(),
                    currencies(about));
        });
    }

    private List<String> currencies(List<YearMonth> of) {
        return List.copyOf(cuts.all().stream()
                .filter(cut -> of.contains(cut.month()))
                .flatMap(cut -> allocations.of(cut).stream())
                .map(Allocation::currency)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * Adjustments, the newest first.
     *
     * @param before the number of the one that they follow; null to begin with the newest
     * @param skip how many after it are left out: few, because they are read
     */
    public List<Adjustment> rows(AdjustmentQuestion question, @Nullable Long before, int skip, int limit) {
        return store.page(question, before, Math.max(0, skip), Math.clamp(limit, 1, MOST));
    }

    public Optional<Adjustment> adjustment(long id) {
        return store.find(id);
    }

    /**
     * Posts an adjustment, or proposes it where another person has to post it. Returns it as it stands then.
     *
     * @throws AdjustmentRefused with all that is wrong; nothing was stored
     */
    @Transactional
    @PreAuthorize(FINANCE)
    public Adjustment propose(AdjustmentDraft draft) {
        YearMonth month = lockNext();
        if (cuts.find(month).isEmpty()) {
            throw new AdjustmentRefused(Why.NO_COSTS);
        }
        if (draft.dispute().filter(id -> !store.isDispute(id)).isPresent()) {
            throw new AdjustmentRefused(Why.NO_SUCH_DISPUTE);
        }
        YearMonth about = draft.ofMonth();
        return add(
                month,
                CheckedAdjustment.of(
                        draft,
                        new CheckedAdjustment.Bounds(
                                month, months.start().orElse(month), allocations.teams(month)),
                        about == null ? Set.of() : Set.copyOf(currencies(List.of(about)))));
    }

    /**
     * Takes a posted adjustment back: another one the other way, in the earliest open month.
     *
     * @throws AdjustmentRefused where it can't be; nothing was stored
     */
    @Transactional
    @PreAuthorize(FINANCE)
    public Adjustment reverse(long id, String reason) {
        YearMonth month = lockNext();
        Adjustment posted = find(id);
        refuseUnlessReversible(posted);
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
    @Transactional
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
        return post(proposed, by, clock.instant());
    }

    /**
     * Rejects a proposal, one's own too.
     *
     * @throws AdjustmentRefused where it can't be
     */
    @Transactional
    @PreAuthorize(FINANCE)
    public Adjustment reject(long id, String reason) {
        String why = reason.strip();
        CheckedAdjustment.reason(why).ifPresent(problem -> {
            throw new AdjustmentRefused(Field.REASON, problem);
        });
        Adjustment proposed = lockProposed(id);
        Instant at = clock.instant();
        if (!store.decide(id, Optional.empty(), why, scope.actor(), at)) {
            throw new AdjustmentRefused(Why.DECIDED);
        }
        Map<String, Object> after = facts(proposed);
        after.put("rejected", why);
        journal.record(AdjustmentAction.ADJUSTMENT_REJECTED, subject(proposed), facts(proposed), after);
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

    private static void refuseUnlessReversible(Adjustment posted) {
        switch (posted.state()) {
            case REVERSED -> throw new AdjustmentRefused(Why.REVERSED);
            case PROPOSED, REJECTED -> throw new AdjustmentRefused(Why.NOT_POSTED);
            case POSTED -> {
                if (posted.reverses().isPresent()) {
                    throw new AdjustmentRefused(Why.IS_REVERSAL);
                }
            }
        }
    }

    private Adjustment add(YearMonth month, CheckedAdjustment adjustment) {
        Actor by = scope.actor();
        Instant at = clock.instant();
        Adjustment added = find(store.add(month, adjustment, by, at));
        if (!fourEyes.enabled()) {
            return post(added, by, at);
        }
        journal.record(AdjustmentAction.ADJUSTMENT_PROPOSED, subject(added), null, facts(added));
        return added;
    }

    private Adjustment post(Adjustment proposed, Actor by, Instant at) {
        Optional<Adjustment> reversed = proposed.reverses().map(this::find);
        reversed.ifPresent(AdjustmentService::refuseUnlessReversible);
        long transaction = ledger.post(
                new LedgerTransaction(
                        "adjustment:" + proposed.id(),
                        reversed.isPresent() ? Kind.REVERSAL : Kind.ADJUSTMENT,
                        proposed.month(),
                        reversed.flatMap(Adjustment::transaction),
                        proposed.reason(),
                        List.of(
                                new Posting(
                                        proposed.from(),
                                        proposed.ofMonth(),
                                        proposed.amount().negated(),
                                        Optional.empty(),
                                        ""),
                                new Posting(
                                        proposed.to(), proposed.ofMonth(), proposed.amount(), Optional.empty(), ""))),
                by,
                at);
        if (!store.decide(proposed.id(), Optional.of(transaction), "", by, at)) {
            throw new AdjustmentRefused(Why.DECIDED);
        }
        proposed.dispute().ifPresent(id -> answers.answeredByReallocation(id, proposed.reason(), by, at));
        Map<String, Object> after = facts(proposed);
        after.put("transactions", Map.of(String.valueOf(transaction), ledger.sha256(transaction)));
        journal.recordAs(by, AdjustmentAction.ADJUSTMENT_POSTED, subject(proposed), null, after);
        return find(proposed.id());
    }

    private static String subject(Adjustment adjustment) {
        return MonthSubjects.KIND + ":" + adjustment.month();
    }

    private static Map<String, Object> facts(Adjustment adjustment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("adjustment", adjustment.id());
        facts.put("month", adjustment.month().toString());
        facts.put("ofMonth", adjustment.ofMonth().toString());
        facts.put("from", word(adjustment.from()));
        facts.put("to", word(adjustment.to()));
        facts.put("amount", adjustment.amount().toString());
        facts.put("reason", adjustment.reason());
        adjustment.reverses().ifPresent(id -> facts.put("reverses", id));
        adjustment.dispute().ifPresent(id -> facts.put("dispute", id));
        return facts;
    }

    private static String word(LedgerAccount account) {
        return switch (account) {
            case LedgerAccount.Team(int team) -> "team:" + team;
            case LedgerAccount.Fixed fixed -> fixed.name();
        };
    }
}
