package dev.bursar.chargeback.ledger;

import dev.bursar.chargeback.ledger.LedgerTransaction.Kind;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * A transaction as it was posted.
 *
 * @param corrects the one that it reverses
 * @param correctedKind what that one is
 * @param correctedBy the one that reverses it
 * @param reason empty where none was asked for
 * @param sha256 of its content, as hexadecimal digits
 */
public record LedgerRow(
        long id,
        Kind kind,
        YearMonth month,
        Optional<Long> corrects,
        Optional<Kind> correctedKind,
        Optional<Long> correctedBy,
        String reason,
        Instant at,
        String by,
        String sha256,
        List<Line> lines) {
    public LedgerRow {
        lines = List.copyOf(lines);
    }

    /**
     * A posting.
     *
     * @param document the number that AWS gave the document
     * @param note empty for none
     */
    public record Line(
            LedgerAccount account, YearMonth ofMonth, BigMoney amount, Optional<String> document, String note) {}

    /** What it is, or what the one is that it reverses. */
    public Kind of() {
        return correctedKind.orElse(kind);
    }

    /** What it comes to by currency: what is owed, what documents ask for, or what is moved. */
    public List<BigMoney> amounts() {
        Map<String, BigDecimal> amounts = sums(line -> line.amount().isPositive());
        switch (of()) {
            case STATEMENT -> amounts.putAll(sums(line -> isOwed(line.account())));
            case DOCUMENTS ->
                sums(line -> line.account() == LedgerAccount.Fixed.AWS_PAYABLE)
                        .forEach((currency, amount) -> amounts.put(currency, amount.negate()));
            case DIFFERENCE -> amounts.putAll(sums(line -> line.account() == LedgerAccount.Fixed.ACCEPTED_DIFFERENCES));
            case ADJUSTMENT, REVERSAL -> {}
        }
        return money(amounts);
    }

    /** What it adds to an account, by currency. */
    public List<BigMoney> amounts(LedgerAccount account) {
        return money(sums(line -> line.account().equals(account)));
    }

    /** Whether somebody in the organisation bears it. */
    public static boolean isOwed(LedgerAccount account) {
        return account instanceof LedgerAccount.Team
                || account == LedgerAccount.Fixed.UNALLOCATED
                || account == LedgerAccount.Fixed.INTERNAL;
    }

    private Map<String, BigDecimal> sums(Predicate<Line> which) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        lines.stream()
                .filter(which)
                .forEach(line -> sums.merge(
                        line.amount().getCurrencyUnit().getCode(), line.amount().getAmount(), BigDecimal::add));
        return sums;
    }

    private static List<BigMoney> money(Map<String, BigDecimal> sums) {
        return sums.entrySet().stream()
                .map(sum -> BigMoney.of(CurrencyUnit.of(sum.getKey()), sum.getValue()))
                .toList();
    }
}
