package dev.bursar.chargeback.ui.ledger;

import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerBalance;
import dev.bursar.chargeback.ledger.LedgerService.Page;
import dev.bursar.chargeback.ledger.text.LedgerText;
import module java.base;

/**
 * What accounts come to by month, for the page and its file.
 *
 * @param months that are shown one by one, the oldest first
 * @param older whether there are months before them
 * @param all months that could be the last one, the newest first
 */
record BalanceSheet(List<YearMonth> months, boolean older, List<YearMonth> all, List<Row> rows) {
    private static final int MONTHS = 6;

    BalanceSheet {
        months = List.copyOf(months);
        all = List.copyOf(all);
        rows = List.copyOf(rows);
    }

    /**
     * An account in one currency.
     *
     * @param before of months before those that are shown
     * @param amounts of the months that are shown
     * @param total of all of them
     */
    record Row(
            LedgerAccount account,
            String name,
            String currency,
            BigDecimal before,
            List<BigDecimal> amounts,
            BigDecimal total) {}

    /** @param until the last month that is shown; the newest where it is empty or before all */
    static BalanceSheet of(Page page, Optional<YearMonth> until) {
        var known = new TreeSet<YearMonth>();
        page.months().forEach(month -> known.add(month.month()));
        page.balances().forEach(balance -> known.add(balance.month()));
        if (known.isEmpty()) {
            return new BalanceSheet(List.of(), false, List.of(), List.of());
        }
        YearMonth last = until.map(known::floor).orElseGet(known::last);
        List<YearMonth> upTo = List.copyOf(known.headSet(last, true));
        List<YearMonth> months = upTo.subList(Math.max(0, upTo.size() - MONTHS), upTo.size());
        var rows = new ArrayList<Row>();
        record Key(LedgerAccount account, String currency) {}
        Map<Key, Map<YearMonth, BigDecimal>> amounts = new HashMap<>();
        for (LedgerBalance one : page.balances()) {
            if (upTo.contains(one.month())) {
                amounts.computeIfAbsent(
                                new Key(
                                        one.account(),
                                        one.amount().getCurrencyUnit().getCode()),
                                any -> new TreeMap<>())
                        .merge(one.month(), one.amount().getAmount(), BigDecimal::add);
            }
        }
        amounts.forEach((key, byMonth) -> rows.add(new Row(
                key.account(),
                LedgerText.account(key.account(), page.teams()),
                key.currency(),
                sum(upTo.subList(0, upTo.size() - months.size()).stream(), byMonth),
                months.stream()
                        .map(month -> byMonth.getOrDefault(month, BigDecimal.ZERO))
                        .toList(),
                sum(upTo.stream(), byMonth))));
        rows.sort(Comparator.comparing(Row::currency)
                .thenComparing(row -> row.account() instanceof LedgerAccount.Fixed fixed ? fixed.ordinal() : -1)
                .thenComparing(row -> row.name().toLowerCase(Locale.ROOT))
                .thenComparing(row -> row.account() instanceof LedgerAccount.Team(int team) ? team : 0));
        return new BalanceSheet(months, upTo.size() > months.size(), List.copyOf(known.descendingSet()), rows);
    }

    private static BigDecimal sum(Stream<YearMonth> months, Map<YearMonth, BigDecimal> byMonth) {
        return months.map(month -> byMonth.getOrDefault(month, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    List<String> currencies() {
        return rows.stream().map(Row::currency).distinct().toList();
    }

    /** Of all accounts in a currency: zero. */
    BigDecimal before(String currency) {
        return of(currency).map(Row::before).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal amount(String currency, int month) {
        return of(currency).map(row -> row.amounts().get(month)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal total(String currency) {
        return of(currency).map(Row::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Stream<Row> of(String currency) {
        return rows.stream().filter(row -> row.currency().equals(currency));
    }
}
