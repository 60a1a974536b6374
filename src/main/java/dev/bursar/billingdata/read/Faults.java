package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault.ColumnsMissing;
import dev.bursar.billingdata.ChargeFileFault.Found;
import dev.bursar.billingdata.ChargeFileFault.OtherType;
import dev.bursar.billingdata.ChargeFileFault.OtherValue;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ChargeFileRefused.Reason;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a delivery's columns and values, each kind once, so that a person learns of all of it together and
 * not of the next fault after mending the last one.
 */
public final class Faults {
    private final List<Fault> faults = new ArrayList<>();
    private final Set<Kind> known = new HashSet<>();

    private record Kind(String column, String expected, boolean empty) {}

    private record Fault(Reason reason, @Nullable String column, Found found) {}

    public boolean any() {
        return !faults.isEmpty();
    }

    /** @param columns mandatory ones that the file doesn't have */
    void missing(@Nullable String file, LineFormat format, List<String> columns) {
        if (!columns.isEmpty() && known.add(new Kind(String.join(",", columns), "", true))) {
            faults.add(new Fault(
                    Reason.MISSING_COLUMN,
                    columns.size() == 1 ? columns.getFirst() : null,
                    new Found(file, null, new ColumnsMissing(format.label(), columns))));
        }
    }

    /** @param type what the file's schema says of the column */
    void type(String file, String column, String type, String expected) {
        if (known.add(new Kind(column, expected, false))) {
            faults.add(
                    new Fault(Reason.BAD_VALUE, column, new Found(file, null, new OtherType(column, type, expected))));
        }
    }

    /**
     * @param row from 1, without the header; null where it isn't known
     * @param column the file's own name
     * @param text null where the value is empty
     */
    public void value(String file, @Nullable Long row, String column, @Nullable String text, String expected) {
        if (known.add(new Kind(column, expected, text == null))) {
            faults.add(
                    new Fault(Reason.BAD_VALUE, column, new Found(file, row, new OtherValue(column, text, expected))));
        }
    }

    /** @throws ChargeFileRefused when there are any, with all of them */
    public void refuse() {
        if (any()) {
            throw refusal();
        }
    }

    ChargeFileRefused refusal() {
        Fault first = faults.getFirst();
        boolean missing = faults.stream().anyMatch(fault -> fault.reason() == Reason.MISSING_COLUMN);
        Reason reason = missing ? Reason.MISSING_COLUMN : Reason.BAD_VALUE;
        return faults.size() == 1
                ? ChargeFileRefused.value(reason, first.column(), first.found())
                : ChargeFileRefused.several(
                        reason, faults.stream().map(Fault::found).toList());
    }
}
