package dev.bursar.tagging;

import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.ChargeLoader;
import dev.bursar.ownership.Ownership;
import dev.bursar.ownership.OwnershipRules;
import module java.base;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Short words for charges with tags, without and with none possible. */
public final class TagFixture {
    private TagFixture() {}

    public static SourceCharge charge(
            String day, String account, String service, String type, String tag, String currency, String amount) {
        var value = new BigDecimal(amount);
        return new SourceCharge(
                LocalDate.parse(day),
                account,
                service,
                type,
                tag,
                new CostAmounts(currency, value, value, value, value, null, null));
    }

    public static SourceCharge usage(String day, String account, String tag, String amount) {
        return charge(day, account, "Amazon EC2", "Usage", tag, "USD", amount);
    }

    /** Loads charges as Cost Explorer's, a slice for each day and account. */
    public static void load(ApplicationContext portal, SourceCharge... charges) {
        List<Slice> slices = Arrays.stream(charges)
                .collect(Collectors.groupingBy(one -> one.day() + " " + one.account()))
                .values()
                .stream()
                .map(one -> new Slice(one.getFirst().day(), one.getFirst().account(), false, one))
                .toList();
        portal.getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> portal.getBean(ChargeLoader.class)
                        .replace(
                                slices,
                                "test",
                                1,
                                () -> new Ownership(
                                        portal.getBean(OwnershipRules.class).all())));
    }

    /** Loads charges of October as an export's, of an account of its own. */
    public static void deliver(ApplicationContext portal, DeliveredCharge... charges) throws IOException {
        portal.getBean(DeliveredCosts.class)
                .replace(new DeliveredCosts.Delivered("october.csv", new byte[32]), each -> {
                    for (DeliveredCharge charge : charges) {
                        each.accept(charge);
                    }
                    return "FOCUS";
                });
    }

    public static DeliveredCharge delivered(String day, String type, String cost, Map<String, String> tags) {
        var amount = new BigDecimal(cost);
        return new DeliveredCharge(
                LocalDate.parse(day),
                YearMonth.of(2026, 10),
                "AWS",
                "000000000001",
                "000000000002",
                "Amazon SageMaker",
                "Amazon SageMaker",
                "",
                "",
                "",
                type,
                "",
                "",
                "",
                "",
                "",
                tags,
                "USD",
                "",
                new DeliveredCharge.Costs(amount, amount, null, null, null, null, null, null),
                null,
                1,
                null);
    }
}
