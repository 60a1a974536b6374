package dev.bursar.spend.ui;

import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.RecordType;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Charges as a file, a line each, with both costs; they are never added together. */
final class ChargeSheet {
    private static final List<Column> COLUMNS = List.of(
            new Column("Day", Kind.DAY),
            Column.text("Team"),
            Column.text("Team number"),
            Column.text("Account"),
            Column.text("SubAccountId"),
            Column.text("Service"),
            Column.text("ChargeCategory"),
            Column.text("Record type"),
            Column.text("Tag value"),
            Column.text("Tagged"),
            Column.text("Currency"),
            Column.money("BilledCost"),
            Column.money("EffectiveCost"));

    /** What only exports know. */
    private static final List<Column> DETAILS = List.of(
            Column.text("Region"),
            Column.text("Usage type"),
            Column.text("PricingCategory"),
            Column.text("Commitment"),
            Column.text("Resource"),
            Column.text("Tags"),
            Column.text("Caller"));

    private static final int CURRENCY = 10;

    private final TableFile file;
    private final Map<String, String> teams;
    private final boolean detailed;
    private final int columns;
    private final Map<String, BigDecimal[]> sums = new TreeMap<>();
    private final Map<String, String> categories = new HashMap<>();

    /**
     * @param teams names by number, new ones marked
     * @param detailed whether some charges are from an export
     */
    ChargeSheet(TableFile file, Heading heading, Map<String, String> teams, boolean detailed) throws IOException {
        this.file = file;
        this.teams = teams;
        this.detailed = detailed;
        List<Column> all =
                detailed ? Stream.concat(COLUMNS.stream(), DETAILS.stream()).toList() : COLUMNS;
        columns = all.size();
        file.head(heading, all);
    }

    void line(ChargeLine charge) {
        try {
            file.row(charge.currency(), row(charge));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BigDecimal[] sum =
                sums.computeIfAbsent(charge.currency(), any -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
        sum[0] = sum[0].add(charge.billed());
        sum[1] = sum[1].add(charge.effective());
    }

    private @Nullable Object[] row(ChargeLine charge) {
        var row = new @Nullable Object[columns];
        row[0] = charge.day();
        row[1] = teams.getOrDefault(charge.teamKey(), charge.team());
        row[2] = charge.teamKey();
        row[3] = charge.accountName();
        row[4] = charge.account();
        row[5] = charge.service();
        row[6] = categories.computeIfAbsent(
                charge.recordType(), type -> RecordType.category(type).label());
        row[7] = charge.recordType();
        row[8] = charge.tagValue();
        row[9] = charge.tagValue().isEmpty() ? "no" : "yes";
        row[CURRENCY] = charge.currency();
        row[11] = charge.billed();
        row[12] = charge.effective();
        if (detailed) {
            row[13] = charge.region();
            row[14] = charge.usageType();
            row[15] = charge.pricingCategory();
            row[16] = charge.commitment();
            row[17] = charge.resource();
            row[18] = charge.tags();
            row[19] = charge.caller();
        }
        return row;
    }

    void totals() throws IOException {
        for (var sum : sums.entrySet()) {
            var line = new @Nullable Object[columns];
            line[1] = "Total";
            line[CURRENCY] = sum.getKey();
            line[11] = sum.getValue()[0];
            line[12] = sum.getValue()[1];
            file.total(sum.getKey(), line);
        }
    }
}
