package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.reduction.EngineTest.Difference;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Compares the charges of two readings one by one, in their order. Of those that were read here only digests are kept, so that many take
 * little memory; where one differs, they are read once more to that place.
 */
final class Comparison {
    private static final String CHARGE = "Charge";
    private static final int FIRST = 1 << 12;

    private long[] digests = new long[FIRST];
    private int here;
    private int there;
    private int again = -1;
    private int at = -1;
    private @Nullable DeliveredCharge oneHere;
    private @Nullable DeliveredCharge oneThere;

    /** The next charge of the reading here. */
    void here(DeliveredCharge charge) {
        if (again >= 0) {
            if (again++ == at) {
                oneHere = charge;
            }
            return;
        }
        if (here == digests.length) {
            digests = Arrays.copyOf(digests, 2 * here);
        }
        digests[here++] = digest(charge);
    }

    /** The next charge of the engine's reading. */
    void there(DeliveredCharge charge) {
        if (at < 0 && (there >= here || digests[there] != digest(charge))) {
            at = there;
            oneThere = charge;
        }
        there++;
    }

    boolean differs() {
        if (at < 0 && there < here) {
            at = there;
        }
        return at >= 0;
    }

    /** From now on charges of the reading here are those of a second one. */
    Comparison again() {
        again = 0;
        return this;
    }

    Optional<Difference> difference() {
        DeliveredCharge mine = oneHere;
        DeliveredCharge its = oneThere;
        if (mine == null && its == null) {
            return Optional.empty();
        }
        if (mine == null) {
            return Optional.of(difference(Objects.requireNonNull(its), CHARGE, "", billed(its)));
        }
        if (its == null || !identity(mine).equals(identity(its))) {
            return Optional.of(difference(mine, CHARGE, billed(mine), ""));
        }
        Map<String, String> values = amounts(its);
        return amounts(mine).entrySet().stream()
                .filter(amount -> !amount.getValue().equals(values.get(amount.getKey())))
                .findFirst()
                .map(amount ->
                        difference(mine, amount.getKey(), amount.getValue(), values.getOrDefault(amount.getKey(), "")));
    }

    private static Difference difference(DeliveredCharge charge, String field, String here, String there) {
        return new Difference(charge.day(), charge.account(), charge.storedService(), field, here, there);
    }

    private static String billed(DeliveredCharge charge) {
        return text(charge.costs().billed());
    }

    /** All that two charges of a reading differ in: without their amounts. */
    private static DeliveredCharge identity(DeliveredCharge charge) {
        return new DeliveredCharge(
                charge.day(),
                charge.billingPeriod(),
                charge.provider(),
                charge.billingAccount(),
                charge.account(),
                charge.service(),
                charge.serviceName(),
                charge.region(),
                charge.usageType(),
                charge.recordType(),
                charge.chargeCategory(),
                charge.chargeClass(),
                charge.pricingCategory(),
                charge.commitment(),
                charge.caller(),
                charge.resource(),
                charge.tags(),
                charge.currency(),
                charge.unit(),
                new DeliveredCharge.Costs(BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, null, null, null),
                null,
                0,
                charge.split() == null ? null : charge.split().withoutAmounts());
    }

    /** By FOCUS's names, and AWS's of a CUR. */
    private static Map<String, String> amounts(DeliveredCharge charge) {
        DeliveredCharge.Costs costs = charge.costs();
        Map<String, String> amounts = new LinkedHashMap<>();
        amounts.put("BilledCost", text(costs.billed()));
        amounts.put("EffectiveCost", text(costs.effective()));
        amounts.put("ListCost", text(costs.list()));
        amounts.put("ContractedCost", text(costs.contracted()));
        amounts.put("unblended cost", text(costs.unblended()));
        amounts.put("net unblended cost", text(costs.netUnblended()));
        amounts.put("amortized cost", text(costs.amortized()));
        amounts.put("net amortized cost", text(costs.netAmortized()));
        amounts.put("ConsumedQuantity", text(charge.quantity()));
        if (charge.split() != null) {
            amounts.put("split cost", text(charge.split().cost()));
            amounts.put("unused cost", text(charge.split().unused()));
            amounts.put("split usage", text(charge.split().usage()));
        }
        amounts.put("lines", String.valueOf(charge.lines()));
        return amounts;
    }

    /** The same for the same number. */
    private static String text(@Nullable BigDecimal number) {
        return number == null
                ? ""
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static long digest(DeliveredCharge charge) {
        return ByteBuffer.wrap(Sha256.of(identity(charge) + "\n" + amounts(charge)))
                .getLong();
    }
}
