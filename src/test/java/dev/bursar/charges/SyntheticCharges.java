package dev.bursar.charges;

import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import module java.base;

/**
 * Charges of an organisation of 300 accounts as Cost Explorer gives them: about 55 an account and day, 12 services, 20 tag
 * values of which an account uses four, untagged ones, and five record types. The same seed makes the same charges.
 */
final class SyntheticCharges {
    public static final int TAGS = 20;
    private static final LocalDate ESTIMATED = LocalDate.parse("2026-10-01");
    private static final int SERVICES = 12;
    private static final String[] NAMES = {
        "Amazon Elastic Compute Cloud - Compute", "Amazon SageMaker", "EC2 - Other", "Amazon Simple Storage Service",
        "AWS Glue", "AmazonCloudWatch", "AWS Key Management Service", "Amazon Elastic Container Registry (ECR)",
        "Amazon Virtual Private Cloud", "AWS Lambda", "Amazon Relational Database Service", "Amazon Bedrock"
    };
    private final Random random;
    private final int accounts;

    public SyntheticCharges(long seed, int accounts) {
        this.random = new Random(seed);
        this.accounts = accounts;
    }

    public static String tag(int number) {
        return "team-" + number;
    }

    /** One day's slices of all accounts. */
    public List<Slice> day(LocalDate day, int perAccount) {
        var slices = new ArrayList<Slice>(accounts);
        for (int account = 0; account < accounts; account++) {
            slices.add(slice(day, account, perAccount));
        }
        return slices;
    }

    public List<Slice> days(LocalDate from, int days, int perAccount) {
        var slices = new ArrayList<Slice>(accounts * days);
        for (int i = 0; i < days; i++) {
            slices.addAll(day(from.plusDays(i), perAccount));
        }
        return slices;
    }

    private Slice slice(LocalDate day, int number, int perAccount) {
        String account = "%012d".formatted(100_000_000_000L + number * 7919L);
        var charges = new ArrayList<SourceCharge>(perAccount);
        // 8 that no tag carries or that commitments cover, the rest usage by service and tag
        BigDecimal covered = BigDecimal.ZERO;
        for (int i = 0; i < 4; i++) {
            CostAmounts amounts = amounts(i);
            covered = covered.add(amounts.netUnblended());
            charges.add(new SourceCharge(day, account, NAMES[0], "SavingsPlanCoveredUsage", tagOf(number, i), amounts));
        }
        BigDecimal negation = covered.negate();
        charges.add(new SourceCharge(
                day,
                account,
                NAMES[0],
                "SavingsPlanNegation",
                "",
                new CostAmounts("USD", negation, BigDecimal.ZERO, negation, BigDecimal.ZERO, null, null)));
        for (int i = 0; i < 2; i++) {
            charges.add(new SourceCharge(day, account, NAMES[1 + i], "Credit", "", amounts(i)));
        }
        charges.add(new SourceCharge(day, account, NAMES[2], "Tax", "", amounts(0)));
        for (int i = 0; charges.size() < perAccount; i++) {
            int tag = i / SERVICES; // 0 to 3 are the account's own tags, then untagged, then others that stray in
            charges.add(new SourceCharge(
                    day, account, NAMES[i % SERVICES], "Usage", tag == 4 ? "" : tagOf(number, tag), amounts(i)));
        }
        return new Slice(day, account, !day.isBefore(ESTIMATED), charges);
    }

    private static String tagOf(int account, int number) {
        return tag((account * 3 + number) % TAGS);
    }

    private CostAmounts amounts(int i) {
        BigDecimal cost = BigDecimal.valueOf((long) Math.exp(random.nextDouble() * 28), 10);
        BigDecimal net = BigDecimal.valueOf(cost.unscaledValue().longValue() / 100 * 93, 10);
        return i % 3 == 0
                ? new CostAmounts("USD", cost, cost, net, net, BigDecimal.valueOf(random.nextInt(10_000_000), 6), "Hrs")
                : new CostAmounts("USD", cost, cost, net, net, null, null);
    }
}
