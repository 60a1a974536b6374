package dev.bursar.chargeback.split;

import dev.bursar.chargeback.split.StatementLine.Section;
import module java.base;

/** What a month's charges come to in a currency, rounded; kept with what was issued. */
public record MonthSums(
        String currency,
        BigDecimal total,
        BigDecimal direct,
        BigDecimal shared,
        BigDecimal unallocated,
        BigDecimal corrections) {
    public static List<MonthSums> of(List<Allocation> allocations) {
        return allocations.stream()
                .map(all -> new MonthSums(
                        all.currency(),
                        all.total(),
                        all.sum(Section.DIRECT),
                        all.sum(Section.SHARED),
                        all.sum(Section.UNALLOCATED),
                        all.sum(Section.CORRECTION)))
                .toList();
    }

    public static String write(List<MonthSums> sums) {
        return KeptJson.MAPPER.writeValueAsString(sums);
    }

    public static List<MonthSums> read(String kept) {
        return List.of(KeptJson.MAPPER.readValue(kept, MonthSums[].class));
    }
}
