package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.differences.AcceptedDifferences;
import dev.bursar.chargeback.differences.DifferenceBound;
import dev.bursar.chargeback.differences.DifferenceBounds;
import dev.bursar.chargeback.documents.DocumentTotal;
import dev.bursar.chargeback.documents.DocumentTotals;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.AwsRounding;
import dev.bursar.chargeback.split.MonthSums;
import dev.bursar.chargeback.statement.Roundings.Book;
import dev.bursar.kernel.Decimals;
import module java.base;
import org.springframework.stereotype.Component;

/** What billing months add up to, and what AWS's documents ask for beside it; who may see what is up to its callers. */
@Component
public class FigureMaker {
    private final CutStore cuts;
    private final Allocations allocations;
    private final DocumentTotals documents;
    private final Roundings roundings;
    private final IssueStore issues;
    private final LedgerMonths ledger;
    private final AcceptedDifferences differences;
    private final DifferenceBounds bounds;

    FigureMaker(
            CutStore cuts,
            Allocations allocations,
            DocumentTotals documents,
            Roundings roundings,
            IssueStore issues,
            LedgerMonths ledger,
            AcceptedDifferences differences,
            DifferenceBounds bounds) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.documents = documents;
        this.roundings = roundings;
        this.issues = issues;
        this.ledger = ledger;
        this.differences = differences;
        this.bounds = bounds;
    }

    /** A month's figures, one for each currency of its charges or documents. */
    public List<Figures> of(Cut cut) {
        return all(List.of(cut)).getFirst();
    }

    /** What documents ask for in a month that has no charges, one for each currency. */
    public List<Figures> withoutCharges(YearMonth month) {
        DifferenceBound bound = bounds.bound();
        return documents.of(month).stream().map(total -> of(total, bound)).toList();
    }

    /** Those of each month, in the same order; of closed ones what they added up to when they were closed. */
    public List<List<Figures>> all(List<Cut> of) {
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
                        ? Figures.read(closed.get(cut.month()))
                        : figures(
                                cut,
                                Optional.ofNullable(drafts.get(cut.id()))
                                        .orElseGet(() -> MonthSums.read(issued.getOrDefault(cut.id(), "[]"))),
                                issued.containsKey(cut.id()),
                                explained))
                .toList();
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

    private List<Figures> figures(Cut cut, List<MonthSums> ofCut, boolean issued, Explained explained) {
        Map<String, DocumentTotal> totals = explained.documents().stream()
                .filter(total -> total.month().equals(cut.month()))
                .collect(Collectors.toMap(
                        total -> total.total().getCurrencyUnit().getCode(), total -> total));
        Map<String, Figures> figures = new TreeMap<>();
        for (MonthSums sums : ofCut) {
            figures.put(
                    sums.currency(),
                    figures(cut, sums, issued, Optional.ofNullable(totals.get(sums.currency())), explained));
        }
        totals.forEach((currency, total) -> figures.computeIfAbsent(currency, any -> of(total, explained.bound())));
        return List.copyOf(figures.values());
    }

    private Figures figures(
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
        return new Figures(
                sums.currency(),
                total.map(FigureMaker::amount),
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

    private static Figures of(DocumentTotal total, DifferenceBound bound) {
        String currency = total.total().getCurrencyUnit().getCode();
        BigDecimal none = BigDecimal.ZERO.setScale(Decimals.of(currency));
        return new Figures(
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
}
