package dev.bursar.chargeback.files;

import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.ChargeFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** Documents are read back. */
class StatementPdfTest {
    /** What is on each page, with single spaces. */
    static List<String> pages(byte[] document) throws IOException {
        try (var reader = new PdfReader(document)) {
            var text = new PdfTextExtractor(reader);
            var pages = new ArrayList<String>();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.add(text.getTextFromPage(page).replaceAll("\\s+", " "));
            }
            return pages;
        }
    }

    @Test
    void look() throws IOException {
        Path out = Path.of("target/pdf");
        Files.createDirectories(out);
        Files.write(out.resolve("short.pdf"), new StatementPdf().document(StatementSamples.statement(7, "Fraud", 4)));
        Files.write(out.resolve("long.pdf"), new StatementPdf().document(StatementSamples.statement(8, "Vision", 130)));
        Files.write(
                out.resolve("hostile.pdf"),
                new StatementPdf()
                        .document(StatementSamples.statement(
                                9,
                                ChargeFixture.HOSTILE,
                                StatementSamples.in(
                                        "USD",
                                        List.of(
                                                StatementSamples.direct(
                                                        "Команда Ελλάδα", "1", ChargeCategory.USAGE, "-5.10", null),
                                                StatementSamples.direct(
                                                        "فريق البحث 12", "2", ChargeCategory.USAGE, "3.00", null),
                                                StatementSamples.direct(
                                                        "צוות מחקר", "3", ChargeCategory.USAGE, "3.00", null),
                                                StatementSamples.direct(
                                                        "研究 😀 x", "4", ChargeCategory.USAGE, "3.00", null)),
                                        List.of(),
                                        List.of()),
                                StatementSamples.in("EUR", List.of(), List.of(), List.of()))));
        System.out.println(pages(Files.readAllBytes(out.resolve("short.pdf"))));
        System.out.println(pages(Files.readAllBytes(out.resolve("hostile.pdf"))));
        long start = System.nanoTime();
        var pdf = new StatementPdf();
        for (int i = 0; i < 40; i++) {
            pdf.document(StatementSamples.statement(8, "Vision", 130));
        }
        System.out.println("40 PDFs: " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
