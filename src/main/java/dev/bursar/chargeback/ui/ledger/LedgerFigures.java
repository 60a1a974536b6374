package dev.bursar.chargeback.ui.ledger;

import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.LedgerBalance;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.chargeback.ledger.LedgerService.Page;
import dev.bursar.chargeback.ledger.LedgerService.Stage;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import module java.base;
import org.joda.money.BigMoney;

/** Whether the ledger adds up, which month is open, and what waits for AWS. */
final class LedgerFigures {
    private LedgerFigures() {}

    static FigureStrip of(Page page) {
        Map<Integer, Map<String, BigMoney>> accepted = accepted(page);
        return accepted.isEmpty()
                ? new FigureStrip(trial(page), open(page), receivable(page))
                : new FigureStrip(trial(page), open(page), receivable(page), accepted(accepted));
    }

    /** What was accepted of each year's months, the newest year first. */
    private static Map<Integer, Map<String, BigMoney>> accepted(Page page) {
        Map<Integer, Map<String, BigMoney>> years = new TreeMap<>(Comparator.reverseOrder());
        page.balances().stream()
                .filter(balance -> balance.account() == Fixed.ACCEPTED_DIFFERENCES)
                .forEach(balance -> years.computeIfAbsent(balance.month().getYear(), year -> new TreeMap<>())
                        .merge(balance.amount().getCurrencyUnit().getCode(), balance.amount(), BigMoney::plus));
        return years;
    }

    private static KeyFigure accepted(Map<Integer, Map<String, BigMoney>> years) {
        Map<String, BigMoney> all = new TreeMap<>();
        years.values().forEach(year -> year.forEach((currency, amount) -> all.merge(currency, amount, BigMoney::plus)));
        var figure = new KeyFigure("Accepted differences", LedgerText.money(all.values()));
        return years.size() < 2
                ? figure
                : figure.note(years.entrySet().stream()
                        .map(year -> year.getKey() + ": "
                                + LedgerText.money(year.getValue().values()))
                        .collect(Collectors.joining("; ")));
    }

    private static KeyFigure trial(Page page) {
        return new KeyFigure("Trial balance", LedgerText.money(page.trialBalance()))
                .note(
                        page.trialBalance().stream().allMatch(BigMoney::isZero)
                                ? "balanced: all postings of "
                                        + Formats.count(page.all(), "transaction", "transactions")
                                : "not zero: run bursar ledger verify");
    }

    private static KeyFigure open(Page page) {
        return page.open()
                .map(open -> new KeyFigure("Open month", Formats.month(open.month()))
                        .note(stage(open.stage()) + closed(page)))
                .orElseGet(() ->
                        new KeyFigure("Open month", "None").note("the first month is not chosen yet" + closed(page)));
    }

    static String stage(Stage stage) {
        return switch (stage) {
            case NOT_OVER -> "not over yet";
            case DRAFT -> "draft, not issued yet";
            case ISSUED -> "issued, not closed yet";
        };
    }

    /** {@code ; September 2026 is closed}; empty for none. */
    private static String closed(Page page) {
        List<YearMonth> closed = page.months().stream()
                .filter(month -> month.closed().isPresent())
                .map(LedgerMonth::month)
                .toList();
        return switch (closed.size()) {
            case 0 -> "";
            case 1 -> "; " + Formats.month(closed.getFirst()) + " is closed";
            default ->
                "; " + Formats.month(closed.getFirst()) + " to " + Formats.month(closed.getLast()) + " are closed";
        };
    }

    private static KeyFigure receivable(Page page) {
        Map<String, BigMoney> sums = new TreeMap<>();
        page.trialBalance().forEach(sum -> sums.put(sum.getCurrencyUnit().getCode(), sum.minus(sum)));
        page.balances().stream()
                .filter(balance -> balance.account() == Fixed.AWS_RECEIVABLE)
                .map(LedgerBalance::amount)
                .forEach(amount -> sums.merge(amount.getCurrencyUnit().getCode(), amount, BigMoney::plus));
        return new KeyFigure("AWS receivable", LedgerText.money(sums.values()))
                .note(
                        sums.values().stream().allMatch(BigMoney::isZero)
                                ? "nothing is waiting"
                                : "waits for a document or a statement");
    }
}
