package dev.bursar.chargeback.month;

import dev.bursar.chargeback.ChargebackAction;
import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.differences.DifferenceBooks;
import dev.bursar.chargeback.documents.CountedDocument;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueRefused.Why;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.ledger.Ledger;
import dev.bursar.chargeback.ledger.LedgerContent;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.month.ChargebackService.MonthPage;
import dev.bursar.chargeback.month.ClosingPlans.Plan;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.statement.StatementAdjustments;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Closes months, in order and for good. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasRole('FINANCE')")
public class CloseService {
    private final ChargebackService pages;
    private final ClosingPlans closing;
    private final ClosingLooks looks;
    private final Ledger ledger;
    private final LedgerMonths months;
    private final StatementAdjustments adjustments;
    private final DifferenceBooks differences;
    private final Journal journal;
    private final Seals seals;
    private final Scope scope;
    private final Clock clock;

    CloseService(
            ChargebackService pages,
            ClosingPlans closing,
            ClosingLooks looks,
            Ledger ledger,
            LedgerMonths months,
            StatementAdjustments adjustments,
            DifferenceBooks differences,
            Journal journal,
            Seals seals,
            Scope scope,
            Clock clock) {
        this.pages = pages;
        this.closing = closing;
        this.looks = looks;
        this.ledger = ledger;
        this.months = months;
        this.adjustments = adjustments;
        this.differences = differences;
        this.journal = journal;
        this.seals = seals;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * What would be closed.
     *
     * @param figures of the month, one a currency; none where it has neither charges nor documents
     * @param blocks what stands in the way
     * @param documents that count in this month
     * @param look what stays open, what statements ask for and what is posted
     * @param token tells whether it is still the same when it is closed
     */
    public record Preview(
            YearMonth month,
            List<Figures> figures,
            List<Check> blocks,
            List<CountedDocument> documents,
            ClosingLook look,
            String token) {
        public Preview {
            figures = List.copyOf(figures);
            blocks = List.copyOf(blocks);
            documents = List.copyOf(documents);
        }
    }

    public Preview preview(YearMonth month) {
        return preview(pages.month(month), month, closing.plan(month));
    }

    /** What comes next for a month, as far as it is issuing or closing; empty where neither does. */
    public Optional<NextAct> next(MonthPage page) {
        return NextAct.of(page, adjustments.notShown(page.month().month()));
    }

    private Preview preview(Optional<MonthPage> page, YearMonth month, Plan plan) {
        List<Figures> figures = page.map(found -> found.month().figures()).orElse(List.of());
        List<Check> blocks = page.map(found -> NextAct.closing(found, adjustments.notShown(month)))
                .orElseGet(() -> List.of(new Check.Over(month, false)));
        ClosingLook look = looks.of(month, plan);
        return new Preview(
                month,
                figures,
                blocks,
                plan.documents(),
                look,
                Fingerprint.closing(
                        figures,
                        plan.transaction(month).map(LedgerContent::sha256).orElse(new byte[0]),
                        look));
    }

    /**
     * Closes a month that was looked at.
     *
     * @throws IssueRefused where it can't be
     */
    @Writes(Guard.LOCK)
    public void close(YearMonth month, String token) {
        if (months.next().filter(month::equals).isEmpty()) {
            throw new IssueRefused(
                    months.find(month).flatMap(one -> one.closed()).isPresent() ? Why.CLOSED : Why.BLOCKED);
        }
        if (months.lock(month).closed().isPresent()) {
            throw new IssueRefused(Why.CLOSED);
        }
        Plan plan = closing.plan(month);
        Preview now = preview(pages.month(month), month, plan);
        if (!now.blocks().isEmpty()) {
            throw new IssueRefused(Why.BLOCKED);
        }
        if (!now.token().equals(token)) {
            throw new IssueRefused(Why.CHANGED);
        }
        Actor by = scope.actor();
        Instant at = clock.instant();
        Map<String, String> transactions = new TreeMap<>();
        for (AcceptedDifference one : plan.over()) {
            differences.reverse(one, LedgerText.DIFFERENCE_CHANGED, by, at);
        }
        Map<String, String> sealed = new TreeMap<>();
        plan.transaction(month).ifPresent(transaction -> {
            long id = ledger.post(transaction, by, at);
            transactions.put(String.valueOf(id), ledger.sha256(id));
            sealed.putAll(seals.of(Sealed.TRANSACTION, id));
        });
        months.close(month, Figures.write(now.figures()), by, at);
        sealed.putAll(seals.of(Sealed.CLOSING, month));
        sealed.putAll(seals.of(Sealed.POOLS, month));
        journal.recordAs(
                by,
                ChargebackAction.MONTH_CLOSED,
                MonthSubjects.subject(month),
                null,
                Map.of("month", month.toString(), "transactions", transactions, Seals.FIELD, sealed));
    }
}
