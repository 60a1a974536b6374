package dev.bursar.spend.ui;

import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.spend.ChargeLine;
import dev.bursar.spend.RecordType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private final TableFile file;
    private final Map<String, BigDecimal[]> sums = new TreeMap<>();

    ChargeSheet(TableFile file, Heading heading) throws IOException {
        this.file = file;
        file.head(heading, COLUMNS);
    }

    void line(ChargeLine charge) {
        try {
            file.row(charge.currency(), new @Nullable Object[] {
                charge.day(),
                charge.team(),
                charge.teamKey(),
                charge.accountName(),
                charge.account(),
                charge.service(),
                RecordType.category(charge.recordType()).label(),
                charge.recordType(),
                charge.tagValue(),
                charge.tagValue().isEmpty() ? "no" : "yes",
                charge.currency(),
                charge.billed(),
                charge.effective()
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BigDecimal[] sum =
                sums.computeIfAbsent(charge.currency(), any -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO});
        sum[0] = sum[0].add(charge.billed());
        sum[1] = sum[1].add(charge.effective());
    }

    void totals() throws IOException {
        for (var sum : sums.entrySet()) {
            var line = new @Nullable Object[COLUMNS.size()];
            line[1] = "Total";
            line[10] = sum.getKey();
            line[11] = sum.getValue()[0];
            line[12] = sum.getValue()[1];
            file.total(sum.getKey(), line);
        }
    }
}
