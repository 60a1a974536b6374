package dev.bursar.chargeback.ledger;

import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.ledger.LedgerRefused.Reason;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import module java.base;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The ledger as those see it who see all costs, and the choice of its first month, which is finance's. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class LedgerService {
    private static final int MOST = 1_000;

    private final LedgerQueries queries;
    private final LedgerMonths months;
    private final IssueStore issues;
    private final Organisation organisation;
    private final Scope scope;
    private final Journal journal;
    private final Seals seals;
    private final Clock clock;

    LedgerService(
            LedgerQueries queries,
            LedgerMonths months,
            IssueStore issues,
            Organisation organisation,
            Scope scope,
            Journal journal,
            Seals seals,
            Clock clock) {
        this.queries = queries;
        this.months = months;
        this.issues = issues;
        this.organisation = organisation;
        this.scope = scope;
        this.journal = journal;
        this.seals = seals;
        this.clock = clock;
    }

    /** How far the earliest month that isn't closed is. */
    public enum Stage {
        NOT_OVER,
        /** Over, and none of its statements is issued. */
        DRAFT,
        ISSUED
    }

    /** The earliest month that isn't closed. */
    public record OpenMonth(YearMonth month, Stage stage) {}

    /**
     * How the ledger stands.
     *
     * @param first the first month; empty until finance has chosen one
     * @param open empty until then
     * @param months that something was posted for, the oldest first
     * @param trialBalance by currency; zero
     * @param teams names by number, of ended teams too
     * @param all how many transactions there are
     * @param found how many of them were asked for
     * @param choices months that can be the first one, the newest first; empty once a month was issued
     * @param mayChoose whether the person may choose it
     */
    public record Page(
            Optional<YearMonth> first,
            Optional<OpenMonth> open,
            List<LedgerMonth> months,
            List<BigMoney> trialBalance,
            List<LedgerBalance> balances,
            Map<Integer, String> teams,
            long all,
            long found,
            List<YearMonth> choices,
            boolean mayChoose) {
        public Page {
            months = List.copyOf(months);
            trialBalance = List.copyOf(trialBalance);
            balances = List.copyOf(balances);
            teams = Map.copyOf(teams);
            choices = List.copyOf(choices);
        }
    }

    public Page page(LedgerQuestion question) {
        List<LedgerMonth> begun = months.all();
        long all = queries.count(LedgerQuestion.ALL);
        return new Page(
                months.start(),
                months.next().map(month -> new OpenMonth(month, stage(month))),
                begun,
                queries.trialBalance(),
                queries.balances(),
                teams(),
                all,
                question.equals(LedgerQuestion.ALL) ? all : queries.count(question),
                begun.isEmpty() ? queries.over(present()) : List.of(),
                scope.has(Role.FINANCE));
    }

    private Stage stage(YearMonth month) {
        if (issues.last().containsKey(month)) {
            return Stage.ISSUED;
        }
        return month.isBefore(present()) ? Stage.DRAFT : Stage.NOT_OVER;
    }

    /**
     * Transactions with their postings, the newest first.
     *
     * @param before the number of the one that they follow; null to begin with the newest
     * @param skip how many after it are left out: few, because they are read
     */
    public List<LedgerRow> rows(LedgerQuestion question, @Nullable Long before, int skip, int limit) {
        return queries.page(question, before, Math.max(0, skip), Math.clamp(limit, 1, MOST));
    }

    /**
     * A transaction.
     *
     * @param teams names by number, of ended teams too
     */
    public record Details(LedgerRow row, Map<Integer, String> teams) {
        public Details {
            teams = Map.copyOf(teams);
        }
    }

    public Optional<Details> transaction(long id) {
        return queries.find(id).map(row -> new Details(row, teams()));
    }

    private Map<Integer, String> teams() {
        return organisation.teams().stream()
                .collect(Collectors.toMap(team -> team.id().value(), team -> team.name()));
    }

    /**
     * Chooses the first month of the ledger, which can be changed until a month was issued.
     *
     * @throws LedgerRefused where it was, or the month isn't over or has no charges
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.LOCK)
    public void chooseStart(YearMonth month) {
        queries.lockStart();
        if (!months.all().isEmpty()) {
            throw new LedgerRefused(Reason.BEGUN);
        }
        if (!month.isBefore(present())) {
            throw new LedgerRefused(Reason.NOT_OVER);
        }
        if (!queries.over(present()).contains(month)) {
            throw new LedgerRefused(Reason.NO_CHARGES);
        }
        Optional<YearMonth> before = months.start();
        if (before.filter(month::equals).isPresent()) {
            return;
        }
        months.start(month, scope.actor(), clock.instant());
        journal.record(
                LedgerAction.FIRST_MONTH_CHOSEN,
                MonthSubjects.KIND + ":" + month,
                before.map(LedgerService::asFact).orElse(null),
                Map.of("month", month.toString(), Seals.FIELD, seals.of(Sealed.FIRST_MONTH, 1)));
    }

    private static Map<String, String> asFact(YearMonth month) {
        return Map.of("month", month.toString());
    }

    private YearMonth present() {
        return YearMonth.now(clock.withZone(ZoneOffset.UTC));
    }
}
