package dev.bursar.files;

import dev.bursar.bench.Comparison;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import module java.base;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** A workbook of charges beside Apache POI's streaming one, cell by cell the same. */
public final class WorkbookBench {
    private static final int ROWS = 200_000;
    private static final int WINDOW = 500;
    private static final double BOUND = 0.45;
    private static final List<Column> COLUMNS = List.of(
            new Column("Day", Kind.DAY),
            Column.text("Team"),
            Column.text("Account"),
            Column.text("Service"),
            Column.text("Record type"),
            Column.text("Tag value"),
            Column.text("Currency"),
            Column.money("BilledCost"),
            Column.money("EffectiveCost"));

    private WorkbookBench() {}

    public static void workbook(boolean quick) throws Exception {
        int rows = quick ? ROWS / 20 : ROWS;
        Comparison.print(
                "Workbook of %,d rows, nine columns".formatted(rows),
                1,
                "XlsxTable",
                () -> ours(rows),
                "Apache POI SXSSF",
                () -> poi(rows),
                BOUND);
    }

    private static @Nullable Object[] cells(int row) {
        var cost = BigDecimal.valueOf(row * 7919L % 100_000_000_000L - 1_000_000, 10);
        return new Object[] {
            LocalDate.of(2026, 1, 1).plusDays(row % 300),
            "Team " + row % 20,
            "%012d".formatted(row % 300),
            "Amazon Elastic Compute Cloud - Compute",
            "Usage",
            "team-" + row % 20,
            "USD",
            cost,
            cost.negate()
        };
    }

    private static void ours(int rows) throws IOException {
        var file = new XlsxTable(OutputStream.nullOutputStream());
        file.head(new Heading("Charges", "Charges", List.of()), COLUMNS);
        for (int i = 0; i < rows; i++) {
            file.row("USD", cells(i));
        }
        file.finish();
    }

    private static void poi(int rows) throws IOException {
        try (var workbook = new SXSSFWorkbook(WINDOW)) {
            var sheet = workbook.createSheet("Charges");
            var day = workbook.createCellStyle();
            day.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
            var money = workbook.createCellStyle();
            money.setDataFormat(workbook.createDataFormat().getFormat("\"$\"#,##0.00"));
            for (int i = 0; i < rows; i++) {
                var row = sheet.createRow(i);
                var cells = cells(i);
                for (int at = 0; at < cells.length; at++) {
                    var cell = row.createCell(at);
                    switch (cells[at]) {
                        case null -> {}
                        case LocalDate date -> {
                            cell.setCellValue(date);
                            cell.setCellStyle(day);
                        }
                        case BigDecimal number -> {
                            cell.setCellValue(number.doubleValue());
                            cell.setCellStyle(money);
                        }
                        case Object text -> cell.setCellValue(text.toString());
                    }
                }
            }
            workbook.write(OutputStream.nullOutputStream());
        }
    }
}
