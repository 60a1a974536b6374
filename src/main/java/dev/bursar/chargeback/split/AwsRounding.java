package dev.bursar.chargeback.split;

import dev.bursar.chargeback.cut.RoundedLines;
import dev.bursar.chargeback.cut.RoundedLines.By;
import module java.base;

/**
 * Tells what AWS rounded on its documents from what doesn't agree. AWS rounds lines, and doesn't say what a line is: an account's charges
 * of a service, or finer; nor whether lines under 0.01 are rounded up to it. The way that agrees to the cent with the documents of the most
 * months is taken for all of a currency's; where as many agree, the way that leaves whole amounts in the most months: a document that is
 * wrong by 1.00 then reads 1.00 though no month agrees. A month's documents may be off from what it comes to by what the roundings of its
 * finest lines hardly ever add up to; anything beyond is a difference, in full.
 *
 * @param rounding what AWS rounded: documents = charges + rounding + difference
 * @param lines the finest that the charges' source tells apart
 * @param most by how much the rounding may be off from what rounding the lines comes to
 * @param guessed whether AWS's lines are finer than some charges tell, so that both are a guess
 */
public record AwsRounding(BigDecimal rounding, BigDecimal difference, int lines, BigDecimal most, boolean guessed) {
    private static final BigDecimal CENT = new BigDecimal("0.01");
    /** However many lines there are, more than this is no rounding. */
    private static final BigDecimal HIGHEST = new BigDecimal("0.50");

    /**
     * How documents may be rounded.
     *
     * @param by what their lines are; null where each document is rounded as a whole
     */
    public record Way(@org.jspecify.annotations.Nullable By by, boolean up) {
        /** In the order in which they are preferred where several agree with as many months. */
        static final List<Way> ALL = all();

        private static List<Way> all() {
            var ways = new ArrayList<Way>();
            for (By by : By.values()) {
                ways.add(new Way(by, true));
                ways.add(new Way(by, false));
            }
            ways.add(2, new Way(null, false));
            return List.copyOf(ways);
        }
    }

    /**
     * A month's documents in a currency and its charges.
     *
     * @param count how many documents there are
     * @param total BilledCost of all charges, rounded once
     * @param lines these charges rounded; not empty
     */
    public record Month(BigDecimal documents, int count, BigDecimal total, List<RoundedLines> lines) {
        public Month {
            lines = List.copyOf(lines);
        }

        private BigDecimal rounded(Way way) {
            return lines.stream()
                    .filter(one -> one.by() == way.by())
                    .map(one -> way.up() ? one.roundedUp() : one.rounded())
                    .findFirst()
                    .orElse(total);
        }

        /** Several documents that are rounded as a whole may be off by a cent each but one. */
        private boolean agrees(Way way) {
            return documents.subtract(rounded(way)).abs().compareTo(CENT.multiply(BigDecimal.valueOf(count - 1L))) <= 0;
        }

        /** What is left is typed wrong, or a line that only one side has: both are often whole, sums of roundings hardly ever. */
        private boolean isOffByWhole(Way way) {
            return documents.subtract(rounded(way)).stripTrailingZeros().scale() <= 0;
        }

        private int finest() {
            return lines.stream().mapToInt(RoundedLines::lines).max().orElse(0);
        }
    }

    /** The way that fits most of the months: each account's charges of a service, small ones up, where none does. */
    public static Way usual(List<Month> months) {
        return Way.ALL.stream()
                .max(Comparator.comparingLong((Way way) -> count(months, month -> month.agrees(way)))
                        .thenComparingLong(way -> count(months, month -> month.isOffByWhole(way)))
                        .thenComparing(Comparator.comparingInt(Way.ALL::indexOf).reversed()))
                .orElseThrow();
    }

    private static long count(List<Month> months, Predicate<Month> which) {
        return months.stream().filter(which).count();
    }

    /** Compares a month's documents with its charges. */
    public static AwsRounding of(Month month, Way way) {
        BigDecimal expected = month.rounded(way).subtract(month.total());
        BigDecimal gap = month.documents().subtract(month.total());
        int lines = month.finest();
        BigDecimal each = CENT.multiply(BigDecimal.valueOf(lines));
        BigDecimal most = CENT.multiply(BigDecimal.valueOf(lines).sqrt(MathContext.DECIMAL32))
                .setScale(2, RoundingMode.HALF_UP)
                .min(HIGHEST);
        boolean asExpected =
                gap.subtract(expected).abs().compareTo(most) <= 0 && gap.abs().compareTo(each) <= 0;
        // a document may also be rounded as a whole
        boolean asWhole = gap.abs().compareTo(CENT.multiply(BigDecimal.valueOf(month.count()))) <= 0;
        BigDecimal rounding = asExpected || asWhole ? gap : expected;
        return new AwsRounding(
                money(rounding),
                money(gap.subtract(rounding)),
                lines,
                most,
                month.lines().stream().anyMatch(RoundedLines::guessed));
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(Math.max(2, amount.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY);
    }
}
