package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.cut.CutCharge;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells what AWS rounded on its documents from what doesn't agree. A document's line is what an account owes for a service. AWS rounds
 * lines to 0.01 each, and those under 0.01 up to it: what this comes to can be worked out. Documents may be off from that by what n
 * roundings hardly ever add up to, 0.01 × √n, and never by more than 0.01 a line; anything beyond is a difference.
 *
 * @param rounding what AWS rounded: documents = charges + rounding + difference
 */
public record AwsRounding(BigDecimal rounding, BigDecimal difference) {
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /**
     * The lines that documents of a month's charges have.
     *
     * @param rounded what they come to when each is rounded as AWS does
     */
    public record Lines(int count, BigDecimal rounded) {
        public static Lines of(List<CutCharge> charges) {
            Map<String, BigDecimal> lines = charges.stream()
                    .collect(Collectors.toMap(
                            charge -> charge.account() + '\n' + charge.service(), CutCharge::billed, BigDecimal::add));
            lines.values().removeIf(line -> line.signum() == 0);
            return new Lines(
                    lines.size(),
                    lines.values().stream().map(AwsRounding::rounded).reduce(BigDecimal.ZERO, BigDecimal::add));
        }
    }

    /**
     * Compares documents of a currency with a month's charges in it.
     *
     * @param documents what they ask for together
     * @param count how many documents there are
     * @param total BilledCost of all charges, rounded once
     * @param lines of these charges
     */
    public static AwsRounding of(BigDecimal documents, int count, BigDecimal total, Lines lines) {
        BigDecimal expected = lines.rounded().subtract(total);
        BigDecimal gap = documents.subtract(total);
        BigDecimal most = CENT.multiply(BigDecimal.valueOf(lines.count()));
        BigDecimal likely = CENT.multiply(BigDecimal.valueOf(lines.count()).sqrt(MathContext.DECIMAL32));
        boolean asExpected =
                gap.subtract(expected).abs().compareTo(likely) <= 0 && gap.abs().compareTo(most) <= 0;
        // a document may also be rounded as a whole
        boolean asWhole = gap.abs().compareTo(CENT.multiply(BigDecimal.valueOf(count))) <= 0;
        BigDecimal rounding = asExpected || asWhole ? gap : expected;
        return new AwsRounding(money(rounding), money(gap.subtract(rounding)));
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(Math.max(2, amount.stripTrailingZeros().scale()), RoundingMode.UNNECESSARY);
    }

    private static BigDecimal rounded(BigDecimal line) {
        return line.abs().compareTo(CENT) < 0
                ? CENT.multiply(BigDecimal.valueOf(line.signum()))
                : line.setScale(2, RoundingMode.HALF_UP);
    }
}
