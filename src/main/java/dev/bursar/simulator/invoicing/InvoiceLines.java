package dev.bursar.simulator.invoicing;

import dev.bursar.simulator.organisation.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The lines of a month's invoices: what each account owes for each service, rounded as on a consolidated bill. */
record InvoiceLines(List<InvoiceLine> lines) {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    record InvoiceLine(String account, String service, BigDecimal amount) {}

    private record Place(String account, String service) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            var byAccount = account.compareTo(other.account);
            return byAccount != 0 ? byAccount : service.compareTo(other.service);
        }
    }

    static InvoiceLines of(List<Line> charges) {
        var sums = new TreeMap<Place, BigDecimal>();
        for (var charge : charges) {
            sums.merge(
                    new Place(charge.cell().account(), charge.cell().service()),
                    charge.costs().netUnblended(),
                    BigDecimal::add);
        }
        return new InvoiceLines(sums.entrySet().stream()
                .map(sum -> new InvoiceLine(sum.getKey().account(), sum.getKey().service(), rounded(sum.getValue())))
                .toList());
    }

    /** To whole cents, but less than a cent is one. */
    private static BigDecimal rounded(BigDecimal amount) {
        return amount.signum() != 0 && amount.abs().compareTo(CENT) < 0
                ? CENT.multiply(BigDecimal.valueOf(amount.signum()))
                : amount.setScale(2, RoundingMode.HALF_UP);
    }

    BigDecimal sum() {
        return sum(service -> true);
    }

    BigDecimal sum(Predicate<String> service) {
        return lines.stream()
                .filter(line -> service.test(line.service()))
                .map(InvoiceLine::amount)
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }
}
