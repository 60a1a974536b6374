package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.read.LineColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the engine says of the lines, apart from their charges. */
final class LineTotals {
    private static final int FIRST_COST = 5;

    final Map<Integer, Long> oddIn = new TreeMap<>();
    final SortedMap<String, Map<String, BigDecimal>> sums = new TreeMap<>();
    long lines;
    long oddLines;
    boolean wrong;

    LineTotals(LineSql sql, List<List<@Nullable String>> rows) {
        List<LineColumn> costs = sql.costs();
        for (List<@Nullable String> row : rows) {
            long odd = Long.parseLong(Objects.requireNonNull(row.get(3)));
            lines += Long.parseLong(Objects.requireNonNull(row.get(2)));
            oddLines += odd;
            oddIn.merge(Integer.valueOf(Objects.requireNonNull(row.get(0))), odd, Long::sum);
            wrong |= Boolean.parseBoolean(row.get(4));
            for (int i = 0; i < costs.size(); i++) {
                String sum = row.get(FIRST_COST + i);
                String currency = row.get(1);
                if (sum != null && currency != null) {
                    sums.computeIfAbsent(currency, any -> new TreeMap<>())
                            .merge(costs.get(i).name(), new BigDecimal(sum), BigDecimal::add);
                }
            }
        }
    }
}
