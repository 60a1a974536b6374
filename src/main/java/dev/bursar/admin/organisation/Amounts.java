package dev.bursar.admin.organisation;

import dev.bursar.kernel.NoCosts;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NoCostsText;
import module java.base;

/** Costs by currency, never added up over currencies. */
public record Amounts(SortedMap<String, BigDecimal> byCurrency) {
    public static final Amounts NONE = new Amounts(new TreeMap<>());

    public Amounts {
        byCurrency = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byCurrency));
    }

    public static Amounts of(String currency, BigDecimal amount) {
        return new Amounts(new TreeMap<>(Map.of(currency, amount)));
    }

    public Amounts plus(Amounts other) {
        var sum = new TreeMap<>(byCurrency);
        other.byCurrency.forEach((currency, amount) -> sum.merge(currency, amount, BigDecimal::add));
        return new Amounts(sum);
    }

    public boolean isNothing() {
        return byCurrency.values().stream().allMatch(amount -> amount.signum() == 0);
    }

    /** The same where they are known; else that they aren't read, or not yet. */
    public String words(NoCosts why, String currency) {
        return isNothing() ? NoCostsText.money(why, BigDecimal.ZERO, currency) : words(currency);
    }

    /** {@code $1,234.56}, {@code $1,234.56 and CNY 161.00}; zero in the given currency where there is nothing. */
    public String words(String currency) {
        String words = byCurrency.entrySet().stream()
                .filter(amount -> amount.getValue().signum() != 0)
                .map(amount -> Formats.money(amount.getValue(), amount.getKey()))
                .collect(Collectors.joining(" and "));
        return words.isEmpty() ? Formats.money(BigDecimal.ZERO, currency) : words;
    }
}
