package dev.bursar.simulator.invoicing;

import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The lines of a month's invoices: what each account owes for each service, or for each rate of it, rounded as on a consolidated bill. */
record InvoiceLines(List<InvoiceLine> lines) {

    private static final BigDecimal CENT = new BigDecimal("0.01");

    record InvoiceLine(String account, String service, BigDecimal amount) {}

    /** @param usage what is used of the service; empty where its lines aren't that fine */
    private record Place(String account, String service, String usage) {
        static final Comparator<Place> ORDER = Comparator.comparing(Place::account)
                .thenComparing(Place::service)
                .thenComparing(Place::usage);

        static Place of(Cell cell, int rates) {
            return new Place(
                    cell.account(),
                    cell.service(),
                    rates > 0 ? String.join("\n", cell.usageType(), cell.operation(), cell.region()) : "");
        }
    }

    /** @param rates how many lines each usage type, operation and Region has, as tiers of prices do; 0 where a service has one in all */
    static InvoiceLines of(List<Line> charges, int rates) {
        var sums = new TreeMap<Place, BigDecimal>(Place.ORDER);
        for (var charge : charges) {
            sums.merge(Place.of(charge.cell(), rates), charge.costs().netUnblended(), BigDecimal::add);
        }
        return new InvoiceLines(sums.entrySet().stream()
                .flatMap(sum -> tiers(sum.getValue(), Math.max(1, rates)).stream()
                        .map(part -> new InvoiceLine(
                                sum.getKey().account(), sum.getKey().service(), rounded(part))))
                .toList());
    }

    /** Parts of an amount, each larger than the one before. */
    private static List<BigDecimal> tiers(BigDecimal amount, int rates) {
        var whole = BigDecimal.valueOf(rates * (rates + 1L) / 2);
        var parts = new ArrayList<BigDecimal>();
        var rest = amount;
        for (var tier = 1; tier < rates; tier++) {
            var part = amount.multiply(BigDecimal.valueOf(tier))
                    .divide(whole, Math.max(amount.scale(), 2), RoundingMode.DOWN);
            parts.add(part);
            rest = rest.subtract(part);
        }
        parts.add(rest);
        return parts;
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
