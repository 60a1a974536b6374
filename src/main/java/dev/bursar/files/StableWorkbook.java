package dev.bursar.files;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Rewrites a workbook so that its bytes follow from what it holds: fastexcel writes the clock's time into it. Formulas get their
 * results, for readers that don't compute, and are computed again by those that do.
 */
final class StableWorkbook {
    private StableWorkbook() {}

    /** @param formulas results by formula */
    static void write(byte[] workbook, Instant asOf, Map<String, BigDecimal> formulas, OutputStream out)
            throws IOException {
        var stable = new StableZip(out);
        for (var part : parts(workbook).entrySet()) {
            String name = part.getKey();
            byte[] bytes = part.getValue();
            if (name.equals("docProps/core.xml")) {
                bytes = changed(bytes, created(text(bytes), asOf));
            } else if (name.equals("xl/workbook.xml")) {
                bytes = changed(bytes, text(bytes).replace("</workbook>", "<calcPr fullCalcOnLoad=\"1\"/></workbook>"));
            } else if (name.startsWith("xl/worksheets/sheet") && !formulas.isEmpty()) {
                bytes = changed(bytes, withResults(text(bytes), formulas));
            }
            stable.add(name, bytes);
        }
        stable.finish();
    }

    /** In memory, by the directory at the end: the sizes of parts stand behind them. */
    private static Map<String, byte[]> parts(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (var zip = ZipFile.builder().setByteArray(workbook).get()) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                parts.put(part.getName(), zip.getInputStream(part).readAllBytes());
            }
        }
        return parts;
    }

    private static String created(String xml, Instant asOf) {
        return xml.replaceFirst("(<dcterms:created [^>]*>)[^<]*", "$1" + asOf.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Texts of cells are escaped, so that what begins with {@code <f>} is a formula. */
    private static String withResults(String xml, Map<String, BigDecimal> formulas) {
        var with = new StringBuilder(xml.length());
        int at = 0;
        for (int from = xml.indexOf("<f>"); from >= 0; from = xml.indexOf("<f>", at)) {
            int to = xml.indexOf("</f>", from);
            BigDecimal result = formulas.get(xml.substring(from + 3, to));
            with.append(xml, at, to + 4);
            if (result != null) {
                with.append("<v>").append(result.toPlainString()).append("</v>");
            }
            at = to + 4;
        }
        return with.append(xml, at, xml.length()).toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] changed(byte[] before, String after) {
        byte[] bytes = after.getBytes(StandardCharsets.UTF_8);
        if (java.util.Arrays.equals(before, bytes)) {
            throw new IllegalStateException("Workbooks are no longer written as they were");
        }
        return bytes;
    }
}
