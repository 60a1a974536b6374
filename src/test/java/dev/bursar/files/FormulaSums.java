package dev.bursar.files;

import module java.base;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;

/** Computes the sums of a sheet from its cells, as a spreadsheet does: with the formulas alone, whatever results are stored. */
public final class FormulaSums {
    private static final Pattern SUM = Pattern.compile("ROUND\\(SUM\\((\\w+:\\w+)\\),(\\d+)\\)");
    private static final Pattern PRODUCT =
            Pattern.compile("ROUND\\(SUMPRODUCT\\(((?:--EXACT\\(\\w+:\\w+,\\w+\\),)+)(\\w+:\\w+)\\),(\\d+)\\)");
    private static final Pattern EXACT = Pattern.compile("--EXACT\\((\\w+:\\w+),(\\w+)\\)");

    private FormulaSums() {}

    /** Results of all formulas by their row's second cell and the one behind the formula; they are the stored ones. */
    public static Map<String, BigDecimal> of(Sheet sheet) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        sheet.forEach(row -> row.forEach(cell -> {
            if (cell.getCellType() == CellType.FORMULA) {
                BigDecimal sum = computed(sheet, cell.getCellFormula());
                if (sum.compareTo(new BigDecimal(String.valueOf(cell.getNumericCellValue()))) != 0) {
                    throw new AssertionError(cell.getCellFormula() + " is stored as " + cell.getNumericCellValue()
                            + " and computes to " + sum);
                }
                sums.put(text(row.getCell(1)) + " " + text(row.getCell(cell.getColumnIndex() + 1)), sum);
            }
        }));
        return sums;
    }

    private static BigDecimal computed(Sheet sheet, String formula) {
        Matcher sum = SUM.matcher(formula);
        Matcher product = PRODUCT.matcher(formula);
        if (sum.matches()) {
            return sum(sheet, sum.group(1), "", Integer.parseInt(sum.group(2)));
        }
        if (product.matches()) {
            return sum(sheet, product.group(2), product.group(1), Integer.parseInt(product.group(3)));
        }
        throw new AssertionError(formula);
    }

    private static BigDecimal sum(Sheet sheet, String amounts, String conditions, int decimals) {
        CellRangeAddress range = CellRangeAddress.valueOf(amounts);
        double sum = 0;
        for (int i = 0; i <= range.getLastRow() - range.getFirstRow(); i++) {
            boolean wanted = true;
            Matcher condition = EXACT.matcher(conditions);
            while (condition.find()) {
                CellRangeAddress texts = CellRangeAddress.valueOf(condition.group(1));
                var same = new CellReference(condition.group(2));
                wanted &= text(sheet.getRow(texts.getFirstRow() + i).getCell(texts.getFirstColumn()))
                        .equals(text(sheet.getRow(same.getRow()).getCell(same.getCol())));
            }
            if (wanted) {
                sum += sheet.getRow(range.getFirstRow() + i)
                        .getCell(range.getFirstColumn())
                        .getNumericCellValue();
            }
        }
        return BigDecimal.valueOf(sum).setScale(decimals, RoundingMode.HALF_UP);
    }

    private static String text(Cell cell) {
        return cell == null || cell.getCellType() == CellType.BLANK ? "" : cell.getStringCellValue();
    }
}
