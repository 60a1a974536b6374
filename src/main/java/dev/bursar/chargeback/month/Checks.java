package dev.bursar.chargeback.month;

import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.AnswerStore;
import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.ChargebackService.PoolRow;
import dev.bursar.chargeback.month.ChargebackService.TeamRow;
import dev.bursar.chargeback.month.MonthStage.Stage;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.statement.Figures;
import module java.base;
import org.springframework.stereotype.Component;

/** What a month's statements still lack, and what is all right. */
@Component
class Checks {
    private final CutStore cuts;
    private final Allocations allocations;
    private final IssueStore issues;
    private final AnswerStore answers;
    private final LedgerMonths ledger;

    Checks(CutStore cuts, Allocations allocations, IssueStore issues, AnswerStore answers, LedgerMonths ledger) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.issues = issues;
        this.answers = answers;
        this.ledger = ledger;
    }

    /** The open ones first. */
    List<Check> of(
            MonthRow row,
            Cut cut,
            Optional<Cut> before,
            List<TeamRow> teams,
            List<PoolRow> pools,
            boolean disputesBlock) {
        YearMonth month = cut.month();
        List<Check> checks = ofAny(row);
        checks.add(new Check.Final(cut.estimated(), row.isInvoiced()));
        before.ifPresent(last -> {
            checks.add(new Check.Accounts(last.month(), accountsNotIn(cut, last)));
            arrived(ChargeKind.SUPPORT, cut, last).ifPresent(checks::add);
            arrived(ChargeKind.TAX, cut, last).ifPresent(checks::add);
        });
        checks.add(new Check.Invoiced(
                month,
                row.figures().stream().mapToInt(Figures::documentCount).sum(),
                row.documentsRead().isPresent()));
        checks.addAll(agree(row));
        checks.addAll(owners(row));
        pools.forEach(pool -> pool.result()
                .unsplit()
                .ifPresent(why -> checks.add(new Check.NotSplit(pool.result().pool(), why))));
        List<String> unconfirmed = names(teams, TeamRow::unconfirmed);
        if (!unconfirmed.isEmpty()) {
            checks.add(new Check.Unconfirmed(unconfirmed));
        }
        if (disputesBlock && row.stage().stage() == Stage.ISSUED) {
            checks.add(disputes(month));
        }
        checks.sort(Comparator.comparing(Check::met));
        return checks;
    }

    /** Those of a month that has no charges; the open ones first. */
    List<Check> withoutCharges(MonthRow row) {
        List<Check> checks = ofAny(row);
        checks.add(new Check.NoCharges(row.month(), cuts.spend(row.month()).isEmpty()));
        checks.addAll(agree(row));
        checks.sort(Comparator.comparing(Check::met));
        return checks;
    }

    private List<Check> ofAny(MonthRow row) {
        var checks = new ArrayList<Check>();
        cuts.failure(row.month()).ifPresent(problem -> checks.add(new Check.NotUpToDate(problem)));
        List<YearMonth> outdated = row.stage().closed().isPresent() ? List.of() : outdated(row.month());
        if (!outdated.isEmpty()) {
            checks.add(new Check.BeingAddedUp(outdated));
        }
        order(row.month()).ifPresent(checks::add);
        checks.add(new Check.Over(row.month(), row.over()));
        return checks;
    }

    private static List<Check> agree(MonthRow row) {
        return row.figures().stream()
                .flatMap(one -> one.difference().stream()
                        .<Check>map(difference -> new Check.Agrees(
                                row.month(),
                                one.currency(),
                                difference,
                                one.accepted(),
                                one.isAcceptable(),
                                one.agrees())))
                .toList();
    }

    private Check disputes(YearMonth month) {
        return new Check.Disputes(
                month,
                disputed(month).stream()
                        .map(one -> new Check.Disputed(one.team(), one.name()))
                        .toList());
    }

    /** Before anybody chooses the ledger's first month there is no order. */
    private Optional<Check> order(YearMonth month) {
        Optional<YearMonth> start = ledger.start();
        if (start.isEmpty()) {
            return Optional.empty();
        }
        return start.filter(month::isBefore).isPresent()
                ? Optional.of(new Check.BeforeLedger(start))
                : ledger.next().filter(next -> next.isBefore(month)).map(Check.EarlierOpen::new);
    }

    /** Nothing to say of what is charged in neither month. */
    private Optional<Check> arrived(ChargeKind kind, Cut cut, Cut last) {
        Map<String, BigDecimal> now = billed(cut, kind);
        Map<String, BigDecimal> then = billed(last, kind);
        return now.isEmpty() && then.isEmpty()
                ? Optional.empty()
                : Optional.of(new Check.Arrived(kind, last.month(), then, now));
    }

    private static List<Check> owners(MonthRow row) {
        List<Check> open = row.figures().stream()
                .filter(one -> one.unallocated().signum() != 0)
                .<Check>map(one -> new Check.Unallocated(row.month(), one.currency(), one.unallocated()))
                .toList();
        return open.isEmpty() ? List.of(new Check.Allocated()) : open;
    }

    private static List<String> names(List<TeamRow> teams, Predicate<TeamRow> which) {
        return teams.stream().filter(which).map(TeamRow::name).distinct().toList();
    }

    /** Months whose newest cut lacks changes of charges and will have them soon: itself, and closed ones before it, which it corrects. */
    private List<YearMonth> outdated(YearMonth month) {
        Set<YearMonth> closed = ledger.all().stream()
                .filter(one -> one.closed().isPresent())
                .map(LedgerMonth::month)
                .collect(Collectors.toSet());
        return cuts.newest().values().stream()
                .filter(cut -> !cut.current())
                .map(Cut::month)
                .filter(of -> of.equals(month) || closed.contains(of) && of.isBefore(month))
                .filter(of -> cuts.failure(of).isEmpty())
                .sorted()
                .toList();
    }

    /** What a kind of charges comes to in a month, by currency; empty where there are none. */
    private Map<String, BigDecimal> billed(Cut cut, ChargeKind kind) {
        Map<String, BigDecimal> billed = allocations.charges(cut).stream()
                .filter(charge -> charge.kind() == kind)
                .collect(Collectors.toMap(CutCharge::currency, CutCharge::billed, BigDecimal::add, TreeMap::new));
        billed.values().removeIf(amount -> amount.signum() == 0);
        return billed;
    }

    /** Accounts that have charges in the month before and none in this one, by id. */
    private List<String> accountsNotIn(Cut cut, Cut before) {
        var now = allocations.charges(cut).stream().map(CutCharge::account).collect(Collectors.toSet());
        return allocations.charges(before).stream()
                .map(CutCharge::account)
                .distinct()
                .filter(account -> !now.contains(account))
                .sorted()
                .toList();
    }

    /** The newest versions of a month's statements that have disputes which finance hasn't answered. */
    private List<IssuedStatement> disputed(YearMonth month) {
        List<IssuedStatement> statements = issues.statements(month);
        Map<Long, AnswerState> states = answers.states(statements);
        return statements.stream()
                .filter(one -> states.get(one.id()) instanceof AnswerState.Disputed)
                .toList();
    }
}
