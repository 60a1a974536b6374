package dev.bursar.chargeback.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.chargeback.files.StatementExport.FileNames;
import dev.bursar.chargeback.files.StatementExport.StatementPdf;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.files.TableFile;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files of what was issued say so; those of drafts stay as they are. */
class IssuedFilesTest {
    private static final Statement DRAFT = StatementSamples.statement(8, "Vision", 3);
    private static final Statement ISSUED = StatementSamples.issued(DRAFT);

    private static final class Kept implements TableFile {
        private final List<String> columns = new ArrayList<>();
        private final List<String> rows = new ArrayList<>();
        private final List<String> facts = new ArrayList<>();
        private Optional<Instant> asOf = Optional.empty();
        private BigDecimal sum = BigDecimal.ZERO;

        @Override
        public void head(Heading heading, List<Column> names) {
            names.forEach(column -> columns.add(column.name()));
            facts.addAll(heading.facts());
            asOf = heading.asOf();
        }

        @Override
        public void row(String currency, @Nullable Object[] cells) {
            assertThat(cells).hasSameSizeAs(columns);
            sum = sum.add((BigDecimal) cells[9]);
            rows.add(Arrays.stream(cells)
                    .map(cell -> cell == null ? "" : cell.toString())
                    .collect(Collectors.joining("|")));
        }

        @Override
        public void total(String currency, @Nullable Object[] cells) {
            assertThat(cells).hasSameSizeAs(columns);
            assertThat((BigDecimal) cells[9]).isEqualByComparingTo(sum);
        }

        @Override
        public void finish() {}
    }

    private static Kept table(Statement statement) throws IOException {
        var kept = new Kept();
        new StatementSheet(
                        new StatementQuestion.OneTeam(statement.month(), statement.team(), Optional.empty()),
                        List.of(statement),
                        List.of())
                .write(kept, Progress.NONE);
        return kept;
    }

    @Test
    void draftsKeepTheirColumns() throws IOException {
        Kept draft = table(DRAFT);
        assertThat(draft.columns)
                .isEqualTo(StatementSheet.COLUMNS.stream()
                        .map(TableFile.Column::name)
                        .toList());
        assertThat(draft.rows).allSatisfy(row -> assertThat(row).contains("|Draft|12|"));
        assertThat(FileNames.ofStatement(DRAFT)).isEqualTo("statement-2026-10-vision");
    }

    @Test
    void whatWasIssuedSaysItsNumberAndVersionAndAddsUp() throws IOException {
        Kept issued = table(ISSUED);
        assertThat(issued.columns).contains("Statement and version", "Note").doesNotContain("Draft number");
        assertThat(issued.rows)
                .allSatisfy(row -> assertThat(row).contains("|Issued|2026-10-007, version 2|"))
                .anySatisfy(row -> assertThat(row)
                        .contains("|Correction of a closed month|", "|2026-09|-12.50|")
                        .endsWith("September 2026, statement 2026-09-007: Amazon SageMaker in vision-production, usage"
                                + " that AWS restated"))
                .anySatisfy(row -> assertThat(row)
                        .contains("|Adjustment|", "|2026-08|100.00|")
                        .endsWith("From Fraud: The cluster was shared."));
        assertThat(issued.facts)
                .anySatisfy(fact -> assertThat(fact)
                        .startsWith(
                                "Statement 2026-10-007, version 2 \u00B7 issued 25 Nov 2026 by Ada \u00B7 answer by 2"
                                        + " Dec 2026 \u00B7 costs as of"));
        assertThat(issued.asOf).contains(Instant.parse("2026-11-25T08:00:00Z"));
        assertThat(StatementSheet.rows(ISSUED)).isEqualTo(StatementSheet.rows(DRAFT) + 2);
        assertThat(FileNames.ofStatement(ISSUED)).isEqualTo("statement-2026-10-007-v2-vision");
    }

    @Test
    void itsDocumentSaysSoToo() throws IOException {
        List<String> pages = StatementPdfTest.pages(new StatementPdf().document(ISSUED));
        assertThat(String.join(" ", pages))
                .contains(
                        "Corrections of closed months\u2212$12.50",
                        "statement 2026-09-007: Amazon SageMaker in vision- production, usage that AWS restated",
                        "Adjustments $100.00",
                        "The cluster was shared.",
                        "Reason for issuing: Late charges")
                .doesNotContain("Draft", "What may still change");
        assertThat(pages).allSatisfy(page -> assertThat(page).contains("Statement 2026-10-007, version 2"));
    }

    @Test
    void aQuestionCarriesTheVersion() {
        for (String stored : List.of("2026-10", "2026-10/12", "2026-10/0/3")) {
            assertThat(StatementQuestion.read(stored).stored()).isEqualTo(stored);
        }
        assertThat(StatementExport.question(ISSUED)).isEqualTo("2026-10/8/2");
        assertThat(StatementExport.question(DRAFT)).isEqualTo("2026-10/8");
        assertThatThrownBy(() -> StatementQuestion.read("2026-10/8/x")).isInstanceOf(IllegalArgumentException.class);
    }
}
