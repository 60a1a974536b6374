package dev.bursar.admin;

import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Costs by currency, never added up over currencies. */
record Amounts(SortedMap<String, BigDecimal> byCurrency) {
    static final Amounts NONE = new Amounts(new TreeMap<>());

    Amounts {
        byCurrency = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(byCurrency));
    }

    static Amounts of(String currency, BigDecimal amount) {
        return new Amounts(new TreeMap<>(Map.of(currency, amount)));
    }

    Amounts plus(Amounts other) {
        var sum = new TreeMap<>(byCurrency);
        other.byCurrency.forEach((currency, amount) -> sum.merge(currency, amount, BigDecimal::add));
        return new Amounts(sum);
    }

    boolean isNothing() {
        return byCurrency.values().stream().allMatch(amount -> amount.signum() == 0);
    }

    /** {@code $1,234.56}, {@code $1,234.56 and CNY 161.00}; zero in the given currency where there is nothing. */
    String words(String currency) {
        String words = byCurrency.entrySet().stream()
                .filter(amount -> amount.getValue().signum() != 0)
                .map(amount -> Formats.money(amount.getValue(), amount.getKey()))
                .collect(Collectors.joining(" and "));
        return words.isEmpty() ? Formats.money(BigDecimal.ZERO, currency) : words;
    }
}
