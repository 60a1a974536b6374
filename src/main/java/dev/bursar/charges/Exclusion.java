package dev.bursar.charges;

import module java.base;

/**
 * What a question may leave out of its sums. This table is the one place that says which charges that is:
 *
 * <table>
 * <caption>What is left out, by ChargeCategory and AWS's record type</caption>
 * <tr><th>left out</th><th>charges</th><th>not</th></tr>
 * <tr><td>Credits</td><td>ChargeCategory Credit</td><td>refunds and discounts, which are Adjustments</td></tr>
 * <tr><td>Tax</td><td>ChargeCategory Tax</td><td></td></tr>
 * <tr><td>Commitments</td><td>the fees of Savings Plans and reservations: SavingsPlanRecurringFee, SavingsPlanUpfrontFee,
 * RIFee, Recurring, Upfront. In BilledCost that is what commitments are billed at, in EffectiveCost what of them nobody
 * used.</td><td>the usage that they cover, nor its negation: taking one of the two away would bill the other twice; Fee and
 * Support, which commit to nothing</td></tr>
 * </table>
 */
public enum Exclusion {
    CREDITS("Credits") {
        @Override
        public boolean matches(String recordType) {
            return RecordType.category(recordType) == ChargeCategory.CREDIT;
        }
    },
    TAX("Tax") {
        @Override
        public boolean matches(String recordType) {
            return RecordType.category(recordType) == ChargeCategory.TAX;
        }
    },
    COMMITMENTS("Commitments") {
        @Override
        public boolean matches(String recordType) {
            return FEES.contains(recordType.replace(" ", "").toLowerCase(Locale.ROOT));
        }
    };

    private static final Set<String> FEES =
            Set.of("savingsplanrecurringfee", "savingsplanupfrontfee", "rifee", "recurring", "upfront");

    private final String label;

    Exclusion(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether charges of this record type, as AWS writes it, are left out; case and blanks don't matter. */
    public abstract boolean matches(String recordType);
}
