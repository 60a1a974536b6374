package dev.bursar.chargeback;

import dev.bursar.chargeback.answers.AnswerCounts;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.AnswerStore;
import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.differences.AcceptedDifferences;
import dev.bursar.chargeback.differences.DifferenceBound;
import dev.bursar.chargeback.differences.DifferenceBounds;
import dev.bursar.chargeback.documents.DocumentTotal;
import dev.bursar.chargeback.documents.DocumentTotals;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.statement.Allocation;
import dev.bursar.chargeback.statement.Allocations;
import dev.bursar.chargeback.statement.AwsRounding;
import dev.bursar.chargeback.statement.MonthRoundings;
import dev.bursar.chargeback.statement.MonthRoundings.Book;
import dev.bursar.chargeback.statement.MonthSums;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.TeamId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What billing months add up to, and which of them leads see; who may see what is up to its callers. */
@Component
class ChargebackMonths {
    private final CutStore cuts;
    private final Allocations allocations;
    private final DocumentTotals documents;
    private final MonthRoundings roundings;
    private final IssueStore issues;
    private final LedgerMonths ledger;
    private final AnswerStore answers;
    private final AcceptedDifferences differences;
    private final DifferenceBounds bounds;
    private final JdbcClient jdbc;

    ChargebackMonths(
            CutStore cuts,
            Allocations allocations,
            DocumentTotals documents,
            MonthRoundings roundings,
            IssueStore issues,
            LedgerMonths ledger,
            AnswerStore answers,
            AcceptedDifferences differences,
            DifferenceBounds bounds,
            JdbcClient jdbc) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.documents = documents;
        this.roundings = roundings;
        this.issues = issues;
        this.ledger = ledger;
        this.answers = answers;
        this.differences = differences;
        this.bounds = bounds;
        this.jdbc = jdbc;
    }

    List<Cut> cuts() {
        return cuts.all();
    }

    Optional<Cut> cut(YearMonth month) {
        return cuts.find(month);
    }

    /** The newest cut of a month, whatever was issued. */
    Optional<Cut> newest(YearMonth month) {
        return cuts.newest(month);
    }

    /** Months whose newest cut lacks changes of charges and will have them soon: itself, and closed ones before it, which it corrects. */
    List<YearMonth> outdated(YearMonth month) {
        Set<YearMonth> closed = ledger.all().stream()
                .filter(one -> one.closed().isPresent())
                .map(LedgerMonth::month)
                .collect(Collectors.toSet());
        return newest().values().stream()
                .filter(cut -> !cut.current())
                .map(Cut::month)
                .filter(of -> of.equals(month) || closed.contains(of) && of.isBefore(month))
                .filter(of -> failure(of).isEmpty())
                .sorted()
                .toList();
    }

    /** The newest cut of each month, whatever was issued. */
    Map<YearMonth, Cut> newest() {
        return cuts.newest();
    }

    /** As they were issued from the cut, else as they are now. */
    List<Allocation> allocations(Cut cut) {
        return allocations.of(cut);
    }

    /** By the pools and teams of now. */
    List<Allocation> allocationsNow(Cut cut) {
        return allocations.now(cut);
    }

    List<CutCharge> charges(Cut cut) {
        return allocations.charges(cut);
    }

    List<CutStore.CutLine> lines(Cut cut, String currency) {
        return cuts.lines(cut.id(), currency);
    }

    /** The numbers of the teams that are there on some day of a month. */
    Set<Integer> teams(YearMonth month) {
        return allocations.teams(month);
    }

    Optional<String> failure(YearMonth month) {
        return cuts.failure(month);
    }

    Map<CutStore.TeamCurrency, BigDecimal> spend(YearMonth month) {
        return cuts.spend(month);
    }

    Map<CutStore.TeamCurrency, BigDecimal> billedElsewhere(YearMonth month) {
        return cuts.billedElsewhere(month);
    }

    /** A month's figures, one for each currency of its charges or documents. */
    List<MonthFigures> figures(Cut cut) {
        return figures(List.of(cut)).getFirst();
    }

    /** What documents ask for in a month that has no charges, one for each currency. */
    List<MonthFigures> figuresWithoutCharges(YearMonth month) {
        DifferenceBound bound = bounds.bound();
        return documents.of(month).stream().map(total -> of(total, bound)).toList();
    }

    /** Those of each month, in the same order; of closed ones what they added up to when they were closed. */
    List<List<MonthFigures>> figures(List<Cut> of) {
        List<DocumentTotal> all = documents.all();
        var explained = new Explained(all, roundings.open(all), differences.standing(), bounds.bound());
        Map<YearMonth, String> closed = ledger.all().stream()
                .filter(month -> month.closed().isPresent())
                .collect(Collectors.toMap(
                        LedgerMonth::month,
                        month -> month.closed().orElseThrow().figures()));
        List<Cut> open =
                of.stream().filter(cut -> !closed.containsKey(cut.month())).toList();
        Map<Long, String> issued = issues.figures();
        Map<Long, List<MonthSums>> drafts = allocations.sums(
                open.stream().filter(cut -> !issued.containsKey(cut.id())).toList());
        return of.stream()
                .map(cut -> closed.containsKey(cut.month())
                        ? MonthFigures.read(closed.get(cut.month()))
                        : figures(
                                cut,
                                Optional.ofNullable(drafts.get(cut.id()))
                                        .orElseGet(() -> MonthSums.read(issued.getOrDefault(cut.id(), "[]"))),
                                issued.containsKey(cut.id()),
                                explained))
                .toList();
    }

    /** The last month that is closed for good. */
    Optional<YearMonth> lastClosed() {
        return ledger.all().stream()
                .filter(month -> month.closed().isPresent())
                .map(LedgerMonth::month)
                .reduce((one, later) -> later);
    }

    /** How far months are on their way to closed. */
    MonthStage.Stages stages() {
        return MonthStage.Stages.of(ledger, issues.last());
    }

    /** What leads said of a month's newest versions. */
    AnswerCounts answers(YearMonth month) {
        return AnswerCounts.of(answers.states(month).values());
    }

    /** The newest versions of a month's statements that have disputes which finance hasn't answered. */
    List<IssuedStatement> disputed(YearMonth month) {
        List<IssuedStatement> statements = issues.statements(month);
        Map<Long, AnswerState> states = answers.states(statements);
        return statements.stream()
                .filter(one -> states.get(one.id()) instanceof AnswerState.Disputed)
                .toList();
    }

    /** Whether statements were issued from it. */
    boolean issued(Cut cut) {
        return issues.figures(cut.id()).isPresent();
    }

    /** What a cut's statements were issued with; nothing of a draft. */
    Map<CutStore.TeamCurrency, BigDecimal> issuedTotals(Cut cut) {
        return issues.figures(cut.id()).isEmpty()
                ? Map.of()
                : issues.statements(cut.month()).stream()
                        .flatMap(one -> one.totals().stream()
                                .map(total -> Map.entry(
                                        new CutStore.TeamCurrency(
                                                one.team(),
                                                total.getCurrencyUnit().getCode()),
                                        total.getAmount())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The names that teams had when a cut's statements were issued; none of a draft. */
    Map<TeamId, String> issuedNames(Cut cut) {
        return !issued(cut)
                ? Map.of()
                : issues.statements(cut.month()).stream()
                        .filter(one -> one.team() != 0)
                        .collect(Collectors.toMap(one -> new TeamId(one.team()), IssuedStatement::name));
    }

    /** What charges are compared with. */
    private record Explained(
            List<DocumentTotal> documents, Book book, List<AcceptedDifference> accepted, DifferenceBound bound) {
        /** Of a difference what finance accepted: all of it, or nothing where it has changed since. */
        BigDecimal accepted(YearMonth month, String currency, BigDecimal difference) {
            return accepted.stream()
                    .filter(one -> one.month().equals(month)
                            && one.currency().equals(currency)
                            && one.amount().compareTo(difference) == 0)
                    .findFirst()
                    .map(any -> difference)
                    .orElse(BigDecimal.ZERO.setScale(Decimals.of(currency)));
        }
    }

    private List<MonthFigures> figures(Cut cut, List<MonthSums> ofCut, boolean issued, Explained explained) {
        Map<String, DocumentTotal> totals = explained.documents().stream()
                .filter(total -> total.month().equals(cut.month()))
                .collect(Collectors.toMap(
                        total -> total.total().getCurrencyUnit().getCode(), total -> total));
        Map<String, MonthFigures> figures = new TreeMap<>();
        for (MonthSums sums : ofCut) {
            figures.put(
                    sums.currency(),
                    figures(cut, sums, issued, Optional.ofNullable(totals.get(sums.currency())), explained));
        }
        totals.forEach((currency, total) -> figures.computeIfAbsent(currency, any -> of(total, explained.bound())));
        return List.copyOf(figures.values());
    }

    private MonthFigures figures(
            Cut cut, MonthSums sums, boolean issued, Optional<DocumentTotal> total, Explained explained) {
        BigDecimal none = BigDecimal.ZERO.setScale(Decimals.of(sums.currency()));
        BigDecimal mostAccepted = total.map(found -> explained.bound().of(amount(found), sums.currency()))
                .orElse(none);
        Optional<AwsRounding> own = total.map(found -> explained.book().of(cut, found, sums.total()));
        Optional<Since> since = own.filter(
                        rounding -> issued && rounding.difference().signum() != 0)
                .flatMap(rounding -> since(cut, sums, total.orElseThrow(), explained.book())
                        .filter(one -> isCloser(one.rounding().difference(), rounding.difference(), mostAccepted)));
        Optional<AwsRounding> rounding = since.map(Since::rounding).or(() -> own);
        BigDecimal accepted = rounding.map(one -> explained.accepted(cut.month(), sums.currency(), one.difference()))
                .orElse(none);
        return new MonthFigures(
                sums.currency(),
                total.map(ChargebackMonths::amount),
                total.map(DocumentTotal::documents).orElse(0),
                sums.total(),
                sums.direct(),
                sums.shared(),
                sums.unallocated(),
                sums.corrections(),
                rounding.map(AwsRounding::rounding),
                rounding.map(AwsRounding::lines).orElse(0),
                rounding.map(AwsRounding::most).orElse(BigDecimal.ZERO),
                rounding.filter(AwsRounding::guessed).isPresent(),
                since.map(Since::changed).orElse(none),
                accepted,
                mostAccepted,
                rounding.map(one -> one.difference().subtract(accepted)));
    }

    /** The documents have what changed since where that leaves nothing, or less and so little that it can be accepted. */
    private static boolean isCloser(BigDecimal since, BigDecimal own, BigDecimal mostAccepted) {
        return since.signum() == 0
                || since.abs().compareTo(own.abs()) < 0 && since.abs().compareTo(mostAccepted) <= 0;
    }

    /** By what costs changed since they were issued, and how the documents compare with them. */
    private record Since(BigDecimal changed, AwsRounding rounding) {}

    private Optional<Since> since(Cut issued, MonthSums sums, DocumentTotal total, Book book) {
        return cuts.newest(issued.month())
                .filter(newest -> newest.id() != issued.id())
                .flatMap(newest -> MonthSums.of(allocations.now(newest)).stream()
                        .filter(one -> one.currency().equals(sums.currency()))
                        .findFirst()
                        .map(one ->
                                new Since(one.total().subtract(sums.total()), book.of(newest, total, one.total()))));
    }

    private static MonthFigures of(DocumentTotal total, DifferenceBound bound) {
        String currency = total.total().getCurrencyUnit().getCode();
        BigDecimal none = BigDecimal.ZERO.setScale(Decimals.of(currency));
        return new MonthFigures(
                currency,
                Optional.of(amount(total)),
                total.documents(),
                none,
                none,
                none,
                none,
                none,
                Optional.of(none),
                0,
                none,
                false,
                none,
                none,
                bound.of(amount(total), currency),
                Optional.of(amount(total)));
    }

    private static BigDecimal amount(DocumentTotal total) {
        BigDecimal amount = total.total().getAmount();
        int decimals = Decimals.of(total.total().getCurrencyUnit().getCode());
        return amount.setScale(Math.max(decimals, amount.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY);
    }

    /** What a kind of charges comes to in a month, by currency; empty where there are none. */
    Map<String, BigDecimal> billed(Cut cut, ChargeKind kind) {
        Map<String, BigDecimal> billed = allocations.charges(cut).stream()
                .filter(charge -> charge.kind() == kind)
                .collect(Collectors.toMap(CutCharge::currency, CutCharge::billed, BigDecimal::add, TreeMap::new));
        billed.values().removeIf(amount -> amount.signum() == 0);
        return billed;
    }

    /** Accounts that have charges in the month before and none in this one, by id. */
    List<String> accountsNotIn(Cut cut, Cut before) {
        var now = allocations.charges(cut).stream().map(CutCharge::account).collect(Collectors.toSet());
        return allocations.charges(before).stream()
                .map(CutCharge::account)
                .distinct()
                .filter(account -> !now.contains(account))
                .sorted()
                .toList();
    }

    /** Months whose statements leads see. */
    List<YearMonth> shown() {
        return jdbc.sql("select billing_month from chargeback_shown order by 1 desc")
                .query((row, number) -> YearMonth.from(row.getObject("billing_month", LocalDate.class)))
                .list();
    }

    /** Returns whether it was not shown before. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean show(YearMonth month, java.time.Instant now, String by) {
        return jdbc.sql("""
            insert into chargeback_shown (billing_month, shown_at, shown_by) values (:month, :now, :by)
            on conflict do nothing
            """)
                        .param("month", month.atDay(1))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                > 0;
    }

    /** Returns whether it was shown before. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean hide(YearMonth month) {
        return jdbc.sql("delete from chargeback_shown where billing_month = :month")
                        .param("month", month.atDay(1))
                        .update()
                > 0;
    }
}
