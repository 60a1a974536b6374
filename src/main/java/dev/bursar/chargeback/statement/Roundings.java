package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutRoundings;
import dev.bursar.chargeback.cut.RoundedLines;
import dev.bursar.chargeback.cut.RoundedLines.By;
import dev.bursar.chargeback.documents.DocumentTotal;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.split.AwsRounding;
import module java.base;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;

/** What AWS rounded on the documents of months, by the same way in all of them. */
@Component
public class Roundings {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    private final CutRoundings roundings;
    private final Allocations allocations;

    Roundings(CutRoundings roundings, Allocations allocations) {
        this.roundings = roundings;
        this.allocations = allocations;
    }

    private record Key(long cut, String currency) {}

    /** All cuts' lines, and how each currency's documents are rounded: as most months' newest cuts are. */
    public final class Book {
        private final Map<Key, List<RoundedLines>> lines;
        private final Map<String, AwsRounding.Way> ways = new HashMap<>();

        private Book(List<DocumentTotal> documents) {
            List<RoundedLines> all = roundings.all();
            lines = all.stream().collect(Collectors.groupingBy(one -> new Key(one.cut(), one.currency())));
            Map<YearMonth, Long> newest =
                    all.stream().collect(Collectors.toMap(RoundedLines::month, RoundedLines::cut, Math::max));
            documents.stream()
                    .filter(one -> lines.containsKey(key(newest.getOrDefault(one.month(), 0L), one)))
                    .collect(Collectors.groupingBy(
                            Roundings::currency,
                            Collectors.mapping(
                                    one -> month(
                                            one,
                                            lines.getOrDefault(
                                                    key(newest.getOrDefault(one.month(), 0L), one), List.of())),
                                    Collectors.toList())))
                    .forEach((currency, months) -> ways.put(currency, AwsRounding.usual(months)));
        }

        /** @param total BilledCost of all charges, rounded once */
        public AwsRounding of(Cut cut, DocumentTotal documents, BigDecimal total) {
            Key key = key(cut.id(), documents);
            List<RoundedLines> its = lines.getOrDefault(key, List.of());
            return AwsRounding.of(
                    new AwsRounding.Month(
                            documents.total().getAmount(),
                            documents.documents(),
                            total,
                            its.isEmpty() ? ofCharges(cut, key.currency()) : its),
                    ways.getOrDefault(key.currency(), AwsRounding.usual(List.of())));
        }
    }

    public Book open(List<DocumentTotal> documents) {
        return new Book(documents);
    }

    private static Key key(long cut, DocumentTotal total) {
        return new Key(cut, currency(total));
    }

    private static String currency(DocumentTotal total) {
        return total.total().getCurrencyUnit().getCode();
    }

    private static AwsRounding.Month month(DocumentTotal documents, List<RoundedLines> lines) {
        int decimals = Math.max(
                0,
                CurrencyUnit.of(documents.total().getCurrencyUnit().getCode()).getDecimalPlaces());
        return new AwsRounding.Month(
                documents.total().getAmount(),
                documents.documents(),
                lines.getFirst().billed().setScale(decimals, RoundingMode.HALF_UP),
                lines);
    }

    /** Of a cut that was made before its lines were kept: as fine as its charges are. */
    private List<RoundedLines> ofCharges(Cut cut, String currency) {
        Collection<BigDecimal> sums = allocations.charges(cut).stream()
                .filter(charge -> charge.currency().equals(currency))
                .collect(Collectors.toMap(
                        charge -> charge.account() + '\n' + charge.service(), CutCharge::billed, BigDecimal::add))
                .values();
        return List.of(rounded(cut, currency, sums));
    }

    static RoundedLines rounded(Cut cut, String currency, Collection<BigDecimal> lines) {
        List<BigDecimal> some =
                lines.stream().filter(line -> line.signum() != 0).toList();
        return new RoundedLines(
                cut.id(),
                cut.month(),
                currency,
                By.SERVICE,
                some.size(),
                some.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                some.stream()
                        .map(line -> line.setScale(2, RoundingMode.HALF_UP))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                some.stream()
                        .map(line -> line.abs().compareTo(CENT) < 0
                                ? CENT.multiply(BigDecimal.valueOf(line.signum()))
                                : line.setScale(2, RoundingMode.HALF_UP))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                true);
    }
}
