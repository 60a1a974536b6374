package dev.bursar.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.files.ExportFormat.CsvTable;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.files.TableFile.Kind;
import module java.base;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files are read back by readers that had no part in writing them. */
class TableFilesTest {
    private static final String HOSTILE = "=cmd|'/C calc'!A0,<img src=x onerror=alert(1)>\n\u202E$%2C";

    /** What turns the line around is shown. */
    private static final String SHOWN = HOSTILE.replace("\u202E", "\u2039U+202E\u203A");

    private static final Heading HEADING =
            new Heading("Spend", "Spend by team", List.of("1\u20132 Nov 2026 \u00B7 BilledCost", "No filters"));
    private static final List<Column> COLUMNS = List.of(
            Column.text("Team"),
            new Column("Day", Kind.DAY),
            Column.money("Cost"),
            Column.money("Before"),
            new Column("Change %", Kind.PERCENT));

    private static void fill(TableFile file) throws IOException {
        file.head(HEADING, COLUMNS);
        file.row("USD", cells(HOSTILE, LocalDate.of(2026, 11, 1), "1234.5678901234", "-0.0000000084", null));
        file.row("EUR", cells("+49", LocalDate.of(2026, 11, 30), "-12", "0", "12.3456"));
        file.total("USD", cells("Total", null, "1222.5678901234", "-0.0000000084", null));
        file.finish();
    }

    private static @Nullable Object[] cells(
            String text, @Nullable LocalDate day, String cost, String before, @Nullable String percent) {
        return new Object[] {
            text, day, new BigDecimal(cost), new BigDecimal(before), percent == null ? null : new BigDecimal(percent)
        };
    }

    @Test
    void aWorkbookHoldsNumbersDaysAndTextsAndNoFormula() throws IOException {
        var out = new ByteArrayOutputStream();
        fill(new XlsxTable(out));
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheet = workbook.getSheet("Spend");
            assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("Spend by team");
            assertThat(sheet.getRow(1).getCell(0).getStringCellValue())
                    .isEqualTo("1\u20132 Nov 2026 \u00B7 BilledCost");
            assertThat(sheet.getRow(3).getCell(2).getStringCellValue()).isEqualTo("Cost");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 4);
            sheet.forEach(
                    row -> row.forEach(cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA)));
            var first = sheet.getRow(4);
            assertThat(first.getCell(0).getStringCellValue()).isEqualTo(SHOWN);
            assertThat(first.getCell(1).getLocalDateTimeCellValue().toLocalDate())
                    .isEqualTo("2026-11-01");
            assertThat(first.getCell(2).getNumericCellValue()).isEqualTo(1234.5678901234);
            assertThat(first.getCell(3).getNumericCellValue()).isEqualTo(-0.0000000084);
            assertThat(first.getCell(4).getCellType()).isEqualTo(CellType.BLANK);
            var shown = new DataFormatter(java.util.Locale.US);
            assertThat(shown.formatCellValue(first.getCell(1))).isEqualTo("2026-11-01");
            assertThat(shown.formatCellValue(first.getCell(2))).isEqualTo("$1,234.57");
            assertThat(shown.formatCellValue(sheet.getRow(5).getCell(2))).isEqualTo("-EUR 12.00");
            assertThat(shown.formatCellValue(sheet.getRow(5).getCell(4))).isEqualTo("12.3");
            assertThat(sheet.getRow(5).getCell(0).getStringCellValue()).isEqualTo("+49");
            var total = sheet.getRow(6);
            assertThat(total.getCell(2).getNumericCellValue()).isEqualTo(1222.5678901234);
            assertThat(workbook.getFontAt(total.getCell(0).getCellStyle().getFontIndex())
                            .getBold())
                    .isTrue();
        }
    }

    @Test
    void everyDigitIsInTheFileWhateverAReaderMakesOfIt() throws Exception {
        var out = new ByteArrayOutputStream();
        var file = new XlsxTable(out);
        file.head(HEADING, List.of(Column.money("Cost")));
        file.row("USD", new Object[] {new BigDecimal("123456789012345678.1234567891")});
        file.finish();
        String xml;
        try (var zip = OPCPackage.open(new ByteArrayInputStream(out.toByteArray()))) {
            xml = new String(
                    zip.getPartsByName(java.util.regex.Pattern.compile(".*/sheet1\\.xml"))
                            .getFirst()
                            .getInputStream()
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
        assertThat(xml).contains("<v>123456789012345678.1234567891</v>");
    }

    @Test
    void aFullSheetIsFollowedByAnother() throws IOException {
        var out = new ByteArrayOutputStream();
        var file = new XlsxTable(out, 10);
        file.head(HEADING, COLUMNS);
        for (int i = 0; i < 14; i++) {
            file.row("USD", cells("row " + i, null, "1", "1", null));
        }
        file.finish();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
            assertThat(workbook.getSheet("Spend").getRow(9).getCell(0).getStringCellValue())
                    .isEqualTo("row 5");
            assertThat(workbook.getSheet("Spend 2").getRow(3).getCell(0).getStringCellValue())
                    .isEqualTo("Team");
            assertThat(workbook.getSheet("Spend 3").getRow(5).getCell(0).getStringCellValue())
                    .isEqualTo("row 13");
        }
    }

    @Test
    void csvHasNamesAndRowsAlone() throws IOException {
        var out = new ByteArrayOutputStream();
        fill(new CsvTable(out));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("Team,Day,Cost,Before,Change %\r\n\"'" + SHOWN
                        + "\",2026-11-01,1234.5678901234,-0.0000000084,\r\n'+49,2026-11-30,-12,0,12.3456\r\n");
    }
}
