package dev.bursar.chargeback.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.files.StatementExport.StatementPdf;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.ChargeFixture;
import module java.base;
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

    private static List<String> pages(Statement statement) throws IOException {
        return pages(new StatementPdf().document(statement));
    }

    @Test
    void eachPageOfALongStatementHasAHeadAndSaysWhatItIsAPartOf() throws IOException {
        List<String> pages = pages(StatementSamples.statement(8, "Vision", 130));
        assertThat(pages).hasSizeBetween(4, 6);
        for (int i = 0; i < pages.size(); i++) {
            assertThat(pages.get(i))
                    .contains(
                            "Vision \u00B7 October 2026 \u00B7 Draft 12 \u00B7 BilledCost, USD",
                            "Costs as of 24 Nov 2026, 06:12 UTC",
                            "Page " + (i + 1) + " of " + pages.size());
        }
        assertThat(pages.subList(0, 3)).allSatisfy(page -> assertThat(page).contains("Charge category"));
        assertThat(pages.getFirst())
                .contains("Draft 12 \u00B7 costs as of 24 Nov 2026, 06:12 UTC \u00B7 29\u201331 Oct" + " estimated");
    }

    @Test
    void noRowAndNoHeadStandsAloneHoweverLongTheTableIs() throws IOException {
        for (int lines = 3; lines <= 70; lines++) {
            for (String page : pages(StatementSamples.statement(8, "Vision", lines))) {
                String direct = between(page, "Direct Charge category", "Shared Split and share");
                assertThat(count(direct, "\\d{4}-\\d{4}-\\d{4}"))
                        .as("%s lines: %s", lines, page)
                        .isNotEqualTo(direct.isEmpty() ? -1 : 0)
                        .isNotEqualTo(1);
                String shared = between(page, "Shared Split and share", "Corrections Charge category");
                assertThat(shared.isEmpty()
                                || shared.contains("Compute Savings Plan fee") && shared.contains("AWS Support"))
                        .as("%s lines, the pools: %s", lines, page)
                        .isTrue();
                assertThat(page.replaceAll("\\s+Page \\d+ of.*", ""))
                        .as("%s lines, the total: %s", lines, page)
                        .doesNotStartWith("Vision, October 2026")
                        .doesNotStartWith("Other charges of September 2026");
            }
        }
    }

    private static String between(String page, String from, String to) {
        int begin = page.indexOf(from);
        int end = page.indexOf(to);
        return begin < 0 ? "" : page.substring(begin, end < begin ? page.length() : end);
    }

    private static long count(String text, String pattern) {
        return java.util.regex.Pattern.compile(pattern).matcher(text).results().count();
    }

    @Test
    void bothColumnsAddUp() throws IOException {
        String page = String.join(" ", pages(StatementSamples.statement(7, "Fraud", 4)));
        assertThat(page)
                .contains("Direct $47,515.22 $1.00", "Shared $3,952.10 $4,400.16", "Corrections \u2212$312.40")
                .contains("Other charges of September 2026", "\u2212$9,667.75", "$41,799.57", "$4,088.76")
                .contains("not shown", "By usage covered by commitments, 9.42%")
                .contains("This statement");
    }

    @Test
    void namesInOtherAlphabetsAreThereAndNothingTurnsTheLineAround() throws IOException {
        var names = List.of("\u041A\u043E\u043C\u0430\u043D\u0434\u0430", "\u0395\u03BB\u03BB\u03AC\u03B4\u03B1");
        Statement statement = StatementSamples.statement(
                9,
                ChargeFixture.HOSTILE + "\u0007\u200F",
                StatementSamples.in(
                        "USD",
                        Stream.concat(
                                        names.stream(),
                                        Stream.of(
                                                "\u0641\u0631\u064A\u0642",
                                                "\u7814\u7A76",
                                                "x".repeat(10_000),
                                                "\uD83D\uDE00"))
                                .map(name -> StatementSamples.direct(name, "1", ChargeCategory.USAGE, "-5.10", null))
                                .toList(),
                        List.of(),
                        List.of()),
                StatementSamples.in("EUR", List.of(), List.of(), List.of()));
        String text = String.join(" ", pages(statement));
        assertThat(text)
                .contains(names)
                .contains("\u2039U+202E\u203A", "\u2039U+200F\u203A", "\uFFFD\uFFFD", "xxx\u2026", "\u2212$5.10")
                .contains("Charges in USD", "Charges in EUR")
                .doesNotContain("\u202E", "\u200F");
    }

    @Test
    void aTeamWithoutChargesOwesNothing() throws IOException {
        assertThat(pages(StatementSamples.statement(7, "Fraud")))
                .singleElement()
                .asString()
                .contains("Nothing to charge in October 2026, directly or as a part of a pool.", "Page 1 of 1");
    }

    @Test
    void itsTimesAndItsIdComeFromTheCut() {
        var statement = StatementSamples.statement(7, ChargeFixture.HOSTILE, 9);
        byte[] document = new StatementPdf().document(statement);
        assertThat(new String(document, StandardCharsets.ISO_8859_1))
                .contains("/CreationDate(D:20261124062031Z)", "/ModDate(D:20261124062031Z)", "/BURSAR+InstrumentSans");
        assertThat(new StatementPdf().document(statement)).isEqualTo(document);
    }
}
