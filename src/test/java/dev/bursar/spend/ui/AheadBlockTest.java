package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.forecast.Forecast;
import dev.bursar.spend.Outlook;
import dev.bursar.testing.Texts;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class AheadBlockTest {
    private static Outlook.Ahead month(String month, String mean, Optional<Forecast.Range> range) {
        YearMonth when = YearMonth.parse(month);
        return new Outlook.Ahead(
                when,
                Optional.empty(),
                Optional.of(new Forecast(
                        when.atDay(1),
                        BigDecimal.ZERO,
                        Collections.nCopies(
                                when.lengthOfMonth(),
                                new BigDecimal(mean)
                                        .divide(BigDecimal.valueOf(when.lengthOfMonth()), 10, RoundingMode.HALF_UP)),
                        range,
                        new Forecast.PastMonths(0, 0, BigDecimal.ZERO, BigDecimal.ZERO),
                        false)));
    }

    private static final Outlook OUTLOOK = new Outlook(
            "USD",
            List.of(
                    month(
                            "2027-01",
                            "58912.40",
                            Optional.of(new Forecast.Range(new BigDecimal("54010"), new BigDecimal("63980")))),
                    month("2027-02", "53210.60", Optional.empty())));

    @Test
    void chartTableAndFileSayTheSame() throws IOException {
        ChartData picture = AheadBlock.picture(OUTLOOK);
        assertThat(picture.categories()).allMatch(ChartData.Category::projected);
        assertThat(picture.series().getFirst().amounts())
                .containsExactly(new BigDecimal("58900"), new BigDecimal("53200"));
        var block = new AheadBlock(
                OUTLOOK, LocalDateRange.parse("2027-01-01/2027-03-01"), Optional.of("Filters: Team is Fraud"));
        assertThat(Texts.of(block))
                .contains("Forecast, Jan\u2013Feb 2027", "$112,100", "Expected, not spent", "Filters: Team is Fraud");
        HtmlTable table = block.getChildren()
                .flatMap(part -> part.getChildren())
                .filter(HtmlTable.class::isInstance)
                .map(HtmlTable.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(table.lines())
                .extracting(line -> line.figures())
                .containsExactly(List.of("$58,900", "$54,000 to $64,000"), List.of("$53,200", ""));
        var out = new ByteArrayOutputStream();
        var file = ExportFormat.CSV.write(out);
        ForecastSheet.write(List.of(OUTLOOK), new Heading("Forecast", "Forecast", List.of()), file, Progress.NONE);
        file.finish();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("2027-01,USD,58900,54000,64000", "2027-02,USD,53200,,");
    }
}
