package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ChargeFileRefused.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a delivery's columns and values, each kind once, so that a person learns of all of it together and
 * not of the next fault after mending the last one.
 */
public final class Faults {
    private static final int MOST_TOLD = 12;
    private static final String AS_DELIVERED = "Import the file as it was delivered, not as another program saved it.";
    private static final String ADD_COLUMNS =
            "Add what is missing to the export's query at its source and import the next delivery.";

    private final List<Fault> faults = new ArrayList<>();
    private final Set<Kind> known = new HashSet<>();

    private record Kind(String column, String expected, boolean empty) {}

    /**
     * A kind of fault where it was found first.
     *
     * @param alone the sentence where nothing else is wrong and the row stands beside it
     * @param among the sentence where it stands among others, without the row
     */
    private record Fault(
            Reason reason,
            @Nullable String file,
            @Nullable Long row,
            @Nullable String column,
            String alone,
            String among) {}

    public boolean any() {
        return !faults.isEmpty();
    }

    /** @param columns mandatory ones that the file doesn't have */
    void missing(@Nullable String file, LineFormat format, List<String> columns) {
        if (!columns.isEmpty() && known.add(new Kind(String.join(",", columns), "", true))) {
            String what = "The %s file has no column %s.".formatted(format.label(), listed(columns));
            faults.add(new Fault(
                    Reason.MISSING_COLUMN, file, null, columns.size() == 1 ? columns.getFirst() : null, what, what));
        }
    }

    /** @param type what the file's schema says of the column */
    void type(String file, String column, String type, String expected) {
        if (known.add(new Kind(column, expected, false))) {
            String found = "type is %s where %s was expected.".formatted(ChargeFileRefused.shown(type), expected);
            faults.add(new Fault(
                    Reason.BAD_VALUE,
                    file,
                    null,
                    column,
                    "The column's " + found,
                    ChargeFileRefused.shown(column) + "'s " + found));
        }
    }

    /**
     * @param row from 1, without the header; null where it isn't known
     * @param column the file's own name
     * @param text null where the value is empty
     */
    public void value(String file, @Nullable Long row, String column, @Nullable String text, String expected) {
        if (known.add(new Kind(column, expected, text == null))) {
            String found = text == null ? "empty" : '"' + ChargeFileRefused.shown(text) + '"';
            String alone = text == null
                    ? "The value is empty where %s was expected.".formatted(expected)
                    : "The value %s was found where %s was expected.".formatted(found, expected);
            String among =
                    "%s is %s where %s was expected.".formatted(ChargeFileRefused.shown(column), found, expected);
            faults.add(new Fault(Reason.BAD_VALUE, file, row, column, alone, among));
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
        if (faults.size() == 1) {
            return ChargeFileRefused.at(
                    reason,
                    first.file(),
                    first.row(),
                    first.column(),
                    first.alone(),
                    missing ? ADD_COLUMNS : AS_DELIVERED);
        }
        boolean oneFile = faults.stream().map(Fault::file).distinct().count() == 1;
        boolean oneRow = oneFile && faults.stream().map(Fault::row).distinct().count() == 1;
        String told = faults.stream()
                .limit(MOST_TOLD)
                .map(fault -> (oneFile || fault.file() == null ? "" : ChargeFileRefused.shown(fault.file()) + ": ")
                        + (oneRow || fault.row() == null ? "" : String.format(Locale.ROOT, "In row %,d ", fault.row()))
                        + fault.among())
                .collect(Collectors.joining(" "));
        String more = faults.size() > MOST_TOLD
                ? " %,d more values are of other kinds than their columns.".formatted(faults.size() - MOST_TOLD)
                : "";
        return ChargeFileRefused.at(
                reason,
                oneFile ? first.file() : null,
                oneRow ? first.row() : null,
                null,
                "%,d kinds of values or columns are wrong. %s%s".formatted(faults.size(), told, more),
                "Import files as they were delivered, or correct all of this at the source.");
    }

    private static String listed(List<String> names) {
        return names.size() == 1
                ? names.getFirst()
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }
}
