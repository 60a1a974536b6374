package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Exclusion;
import dev.bursar.charges.Finality;
import dev.bursar.charges.Granularity;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.spend.Pace;
import dev.bursar.spend.ui.SpendUrl.View;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.CsvText;
import dev.bursar.ui.Palette.Colour;
import module java.base;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

/** The file, the drill-down and what the chart shows, without a page. */
class SpendPartsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    private static CostResult answer(Dimension by, Row... rows) {
        var question = new CostQuery(FIRST, FIRST.plusDays(2), Granularity.DAILY, CostMetric.BILLED, by, List.of());
        BigDecimal total = List.of(rows).stream().map(Row::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new CostResult(
                question,
                List.of(FIRST, FIRST.plusDays(1)),
                List.of(new CurrencySpend(
                        "USD",
                        total,
                        List.of(total, BigDecimal.ZERO),
                        BigDecimal.ZERO,
                        List.of(BigDecimal.ZERO, BigDecimal.ZERO),
                        List.of(rows))),
                new Finality(List.of(LocalDateRange.of(FIRST.plusDays(1), FIRST.plusDays(2))), List.of()),
                Optional.empty(),
                1);
    }

    private static Row row(String key, String label, String first, String second) {
        var one = new BigDecimal(first);
        var two = new BigDecimal(second);
        return new Row(key, label, one.add(two), List.of(one, two), BigDecimal.ZERO, List.of());
    }

    private static void write(ByteArrayOutputStream out, CostResult answer, View view, ExportFormat format)
            throws IOException {
        var file = format.write(out);
        SpendSheet.write(answer, view, new Heading("Spend", "Spend", List.of("1\u20132 Nov 2026")), file, () -> {});
        file.finish();
    }

    @Test
    void finalitySaysWhichDaysAndSettledOnlyWhereAllAre() {
        LocalDateRange one = LocalDateRange.of(FIRST, FIRST.plusDays(1));
        LocalDateRange two = LocalDateRange.of(FIRST.plusDays(3), FIRST.plusDays(5));
        assertThat(SpendText.finality(Finality.SETTLED)).isEqualTo("settled");
        assertThat(SpendText.finality(new Finality(List.of(one, two), List.of(one))))
                .isEqualTo("1 Nov, 4\u20135 Nov estimated, 1 Nov restated");
        assertThat(SpendText.finality(new Finality(List.of(), List.of(one, one, one, two))))
                .isEqualTo("1 Nov, 1 Nov, 1 Nov and 1 more restated");
    }

    @Test
    void aWorkbookHasOneTotalForEachCurrency() throws IOException {
        var dollars = answer(Dimension.TEAM, row("1", "Fraud", "1.5", "2"), row("0", "Unallocated", "-0.25", "0"));
        var usd = dollars.currencies().getFirst();
        var answer = new CostResult(
                dollars.question(),
                dollars.periods(),
                List.of(
                        usd,
                        new CurrencySpend(
                                "CNY",
                                BigDecimal.TEN,
                                List.of(BigDecimal.TEN, BigDecimal.ZERO),
                                BigDecimal.ZERO,
                                List.of(BigDecimal.ZERO, BigDecimal.ZERO),
                                List.of(row("1", "Fraud", "10", "0")))),
                Finality.SETTLED,
                Optional.empty(),
                1);
        assertThat(SpendSheet.rows(answer)).isEqualTo(3);
        var out = new ByteArrayOutputStream();
        write(out, answer, View.DAILY, ExportFormat.XLSX);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            var sheet = workbook.getSheetAt(0);
            var lines = new ArrayList<String>();
            sheet.forEach(line -> lines.add(
                    line.getCell(0).getStringCellValue() + " " + (line.getCell(3) == null ? "" : line.getCell(3))));
            assertThat(lines)
                    .containsExactly(
                            "Spend ",
                            "1\u20132 Nov 2026 ",
                            "Team BilledCost 2026-11-01 to 2026-11-02",
                            "Fraud 3.5",
                            "Unallocated -0.25",
                            "Fraud 10.0",
                            "Total 3.25",
                            "Total 10.0");
        }
    }

    private static List<CsvRecord> csv(CostResult answer, View view) throws IOException {
        var out = new ByteArrayOutputStream();
        write(out, answer, view, ExportFormat.CSV);
        try (var reader = CsvReader.builder().ofCsvRecord(out.toString(StandardCharsets.UTF_8))) {
            return reader.stream().toList();
        }
    }

    @Test
    void hostileTextsAreTextAndAmountsKeepAllDigits() throws IOException {
        var lines = csv(
                answer(
                        Dimension.TAG_VALUE,
                        row(ChargeFixture.HOSTILE, ChargeFixture.HOSTILE, "-0.0000000084", "1E+3"),
                        row("", "Untagged", "-12.5", "0")),
                View.DAILY);
        assertThat(lines.getFirst().getFields())
                .containsExactly(
                        "Tag value",
                        "Tagged",
                        "Currency",
                        "BilledCost 2026-11-01 to 2026-11-02",
                        "BilledCost 2026-11-01",
                        "BilledCost 2026-11-02");
        assertThat(lines.get(1).getFields())
                .containsExactly(
                        "'" + CsvText.inOrder(ChargeFixture.HOSTILE),
                        "yes",
                        "USD",
                        "999.9999999916",
                        "-0.0000000084",
                        "1000");
        assertThat(lines.get(2).getFields()).containsExactly("Untagged", "no", "USD", "-12.5", "-12.5", "0");
    }

    @Test
    void accountIdsKeepTheirZeros() throws IOException {
        var lines = csv(answer(Dimension.ACCOUNT, row("012345678901", "-prod", "1", "2")), View.DAILY);
        assertThat(lines.get(1).getFields()).startsWith("'-prod", "012345678901", "USD", "3");
    }

    @Test
    void aCumulativeFileHoldsRunningTotals() throws IOException {
        var lines = csv(answer(Dimension.SERVICE, row("S3", "S3", "1.5", "2.25")), View.CUMULATIVE);
        assertThat(lines.getFirst().getFields()).endsWith("BilledCost up to 2026-11-02");
        assertThat(lines.get(1).getFields()).containsExactly("S3", "USD", "3.75", "1.5", "3.75");
    }

    @Test
    void drillingDownGoesFromTeamsToWhatTheySpendOn() {
        SpendUrl url = SpendUrl.DEFAULT;
        var by = new ArrayList<Dimension>();
        for (String key : List.of("1", "Amazon S3", "012345678901", "Usage")) {
            url = DrillDown.into(url, key, false).orElseThrow();
            by.add(url.by());
        }
        assertThat(by)
                .containsExactly(Dimension.SERVICE, Dimension.ACCOUNT, Dimension.RECORD_TYPE, Dimension.TAG_VALUE);
        assertThat(url.filters()).hasSize(4);
        assertThat(DrillDown.into(url, "research", false)).isEmpty();
        var service = SpendUrl.DEFAULT.with(Dimension.SERVICE);
        var usage = DrillDown.into(service, "Amazon SageMaker", true).orElseThrow();
        assertThat(usage.by()).isEqualTo(Dimension.USAGE_TYPE);
        assertThat(DrillDown.into(usage, "Host:ml.g5", true).orElseThrow().by()).isEqualTo(Dimension.RESOURCE);
    }

    @Test
    void drillingDownReplacesTheFilterThatTheRowHasPassed() {
        var url = SpendUrl.DEFAULT.with(List.of(
                new CostFilter(Dimension.TEAM, Operator.IS, List.of("1", "2")),
                new CostFilter(Dimension.SERVICE, Operator.IS_NOT, List.of("Tax")),
                new CostFilter(Dimension.TEAM, Operator.IS_NOT, List.of("3"))));
        assertThat(DrillDown.into(url, "2", false).orElseThrow().filters())
                .containsExactly(
                        new CostFilter(Dimension.TEAM, Operator.IS, List.of("2")),
                        new CostFilter(Dimension.SERVICE, Operator.IS_NOT, List.of("Tax")));
    }

    private static Optional<SpendUrl> clicked(SpendUrl url, @Nullable String row, @Nullable LocalDateRange bar) {
        LocalDateRange shown = LocalDateRange.of(FIRST, FIRST.plusDays(28));
        return DrillDown.at(url, shown, Optional.ofNullable(row), Optional.ofNullable(bar), false);
    }

    @Test
    void aClickOnADayKeepsGroupAndComparison() {
        LocalDateRange day = LocalDateRange.of(FIRST.plusDays(4), FIRST.plusDays(5));
        var team = new CostFilter(Dimension.TEAM, Operator.IS, List.of("2"));
        SpendUrl url = SpendUrl.DEFAULT.thenBy(Dimension.SERVICE).compare(Comparison.PREVIOUS);
        SpendUrl both = clicked(url, "2", day).orElseThrow();
        assertThat(both)
                .as("1\u201328 Nov is compared with 1\u201328 Oct, so 5 Nov with 5 Oct")
                .isEqualTo(url.with(new SpendUrl.Period.Days(day.getStart(), day.getEnd()))
                        .with(List.of(team))
                        .compare(Comparison.LAST_MONTH));
        // Other, or beside all segments: the day
        assertThat(clicked(url, null, day)).contains(both.with(List.of()));
        assertThat(clicked(url.compare(Comparison.LAST_YEAR), null, day)
                        .orElseThrow()
                        .compare())
                .isEqualTo(Comparison.LAST_YEAR);
        assertThat(clicked(url.compare(null), null, day).orElseThrow().compare())
                .isNull();
        // days that are compared with those just before them stay so
        assertThat(DrillDown.at(
                                url,
                                LocalDateRange.of(FIRST.plusDays(2), FIRST.plusDays(9)),
                                Optional.empty(),
                                Optional.of(day),
                                false)
                        .orElseThrow()
                        .compare())
                .isEqualTo(Comparison.PREVIOUS);
        // a month is shown by its days
        assertThat(clicked(SpendUrl.DEFAULT.with(View.MONTHLY), "2", day)
                        .orElseThrow()
                        .view())
                .isEqualTo(View.DAILY);
        assertThat(clicked(SpendUrl.DEFAULT.with(View.CUMULATIVE), "2", day)
                        .orElseThrow()
                        .view())
                .isEqualTo(View.CUMULATIVE);
    }

    @Test
    void whereOneDayIsShownAClickLeadsIntoItsRow() {
        var team = new CostFilter(Dimension.TEAM, Operator.IS, List.of("2"));
        assertThat(clicked(SpendUrl.DEFAULT, "2", null))
                .contains(SpendUrl.DEFAULT.with(List.of(team)).with(Dimension.SERVICE));
        assertThat(clicked(SpendUrl.DEFAULT, null, null)).isEmpty();
        // where nothing is left to group by, it is still the row
        var last = SpendUrl.DEFAULT
                .with(Dimension.TAG_VALUE)
                .with(Dimension.COMMON.stream()
                        .map(one -> new CostFilter(one, Operator.IS, List.of("y")))
                        .toList());
        assertThat(DrillDown.into(last, "x", false)).isEmpty();
        assertThat(clicked(last, "x", null).orElseThrow().filters())
                .contains(new CostFilter(Dimension.TAG_VALUE, Operator.IS, List.of("x")));
    }

    @Test
    void daysLeftOfTheMonthAreDrawnAsProjected() {
        var rows = new ArrayList<Row>();
        for (int i = 1; i <= 12; i++) {
            rows.add(row(String.valueOf(i), "Team " + i, i + ".00", "0"));
        }
        var answer = answer(Dimension.TEAM, rows.toArray(Row[]::new));
        var pace = new Pace(
                FIRST.plusDays(2),
                FIRST.plusDays(4),
                Map.of(
                        "USD",
                        Map.of(
                                "12",
                                List.of(new BigDecimal("4"), new BigDecimal("6")),
                                "1",
                                List.of(BigDecimal.ONE, BigDecimal.ONE),
                                "2",
                                List.of(BigDecimal.TWO, BigDecimal.TWO))));
        var picture =
                new SpendChartData(answer, answer.currencies().getFirst(), Map.of(), Optional.of(pace), BarPeriod.DAY);
        ChartData data = picture.data(View.DAILY, null);
        assertThat(data.categories())
                .extracting(ChartData.Category::title, ChartData.Category::projected)
                .containsExactly(
                        tuple("Sun 1 Nov 2026", false),
                        tuple("Mon 2 Nov 2026", false),
                        tuple("Tue 3 Nov 2026", true),
                        tuple("Wed 4 Nov 2026", true));
        assertThat(data.series().getFirst().amounts())
                .containsExactly(
                        new BigDecimal("12.00"), new BigDecimal("0"), new BigDecimal("4"), new BigDecimal("6"));
        assertThat(data.series().getLast().amounts().getLast())
                .as("Other has what its rows have")
                .isEqualByComparingTo("3");
        assertThat(picture.data(View.CUMULATIVE, null)
                        .series()
                        .getFirst()
                        .amounts()
                        .getLast())
                .isEqualByComparingTo("22");
        assertThat(picture.days(2)).as("nothing to open yet").isEmpty();
        assertThat(picture.days(1)).isPresent();
    }

    @Test
    void linesAreForOneMeasureAndRunningTotalsOfSeveralAreStacked() {
        var answer = answer(Dimension.TEAM, row("1", "Research", "5", "0"), row("4", "Search", "1", "0"));
        var picture = new SpendChartData(answer, answer.currencies().getFirst(), Map.of());
        assertThat(picture.suiting()).isEqualTo(ChartData.Kind.BARS);
        assertThat(picture.data(View.DAILY, ChartData.Kind.LINES, null).kind()).isEqualTo(ChartData.Kind.LINES);
        assertThat(picture.data(View.CUMULATIVE, null).kind()).isEqualTo(ChartData.Kind.AREAS);
        var alone = answer(Dimension.TEAM, row("4", "Search", "1", "0"));
        assertThat(new SpendChartData(alone, alone.currencies().getFirst(), Map.of())
                        .data(View.CUMULATIVE, null)
                        .kind())
                .isEqualTo(ChartData.Kind.LINES);
    }

    @Test
    void theChartShowsTheLargestAndTheRestWithoutLosingACent() {
        var rows = new ArrayList<Row>();
        for (int i = 1; i <= 12; i++) {
            rows.add(row(String.valueOf(i), "Team " + i, i + ".01", "0"));
        }
        rows.add(row("0", "Unallocated", "100", "1"));
        var answer = answer(Dimension.TEAM, rows.toArray(Row[]::new));
        var picture = new SpendChartData(answer, answer.currencies().getFirst(), Map.of());
        List<ChartData.Series> series = picture.data(View.DAILY, null).series();
        assertThat(series).hasSize(9);
        assertThat(series.getLast().name()).isEqualTo("Unallocated");
        assertThat(series.get(7).name()).isEqualTo("Other (5 teams)");
        assertThat(series.stream().map(one -> one.amounts().getFirst()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(
                        rows.stream().map(one -> one.perPeriod().getFirst()).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(picture.colour("0")).isEqualTo(Colour.UNALLOCATED);
        assertThat(picture.colour("1")).isEqualTo(Colour.OTHER);
        assertThat(picture.row(series.getFirst().key())).contains("12");
        assertThat(picture.row(series.get(7).key())).isEmpty();
        assertThat(picture.row("row:99")).isEmpty();
        assertThat(picture.days(-1)).isEmpty();
        assertThat(picture.days(2)).isEmpty();
        assertThat(picture.drawn().category(FIRST.plusDays(1)))
                .as("a flag's bar")
                .hasValue(1);
        assertThat(picture.drawn().category(FIRST.plusDays(2))).isEmpty();
        assertThat(picture.drawn().category(FIRST.minusDays(1))).isEmpty();
        assertThat(picture.data(View.DAILY, null).categories())
                .extracting(ChartData.Category::estimated)
                .as("nobody knows when they were read")
                .containsExactly(false, false);
        var read = new CostResult(
                answer.question(),
                answer.periods(),
                answer.currencies(),
                new Finality(List.of(LocalDateRange.of(FIRST, FIRST.plusDays(2))), List.of()),
                Optional.of(FIRST.plusDays(4).atStartOfDay().toInstant(ZoneOffset.UTC)),
                1);
        assertThat(new SpendChartData(read, read.currencies().getFirst(), Map.of())
                        .data(View.DAILY, null)
                        .categories())
                .extracting(ChartData.Category::estimated)
                .as("costs of the three days before still arrive")
                .containsExactly(false, true);
    }

    @Test
    void daysOfMoreThanAQuarterAreMarkedAtTheFirstOfEachMonth() {
        List<LocalDate> days =
                FIRST.minusDays(3).datesUntil(FIRST.plusDays(100)).toList();
        List<BigDecimal> nothing = days.stream().map(day -> BigDecimal.ZERO).toList();
        var question = new CostQuery(
                days.getFirst(),
                days.getLast().plusDays(1),
                Granularity.DAILY,
                CostMetric.BILLED,
                Dimension.TEAM,
                List.of());
        var spend = new CurrencySpend(
                "USD",
                BigDecimal.ZERO,
                nothing,
                BigDecimal.ZERO,
                nothing,
                List.of(new Row("4", "Search", BigDecimal.ZERO, nothing, BigDecimal.ZERO, List.of())));
        var answer = new CostResult(question, days, List.of(spend), Finality.SETTLED, Optional.empty(), 1);
        assertThat(new SpendChartData(answer, spend, Map.of())
                        .data(View.DAILY, null).categories().stream()
                                .map(ChartData.Category::label)
                                .filter(label -> !label.isEmpty()))
                .containsExactly("Nov 2026", "Dec 2026", "Jan 2027", "Feb 2027");
    }

    @Test
    void aTeamKeepsItsColourWhateverElseIsShown() {
        var alone = answer(Dimension.TEAM, row("4", "Search", "1", "0"));
        var among = answer(Dimension.TEAM, row("1", "Research", "5", "0"), row("4", "Search", "1", "0"));
        assertThat(new SpendChartData(alone, alone.currencies().getFirst(), Map.of()).colour("4"))
                .isEqualTo(new SpendChartData(among, among.currencies().getFirst(), Map.of()).colour("4"));
    }

    private static CostResult compared(@Nullable Dimension then, Granularity granularity, Row... rows) {
        var question = new CostQuery(
                FIRST,
                FIRST.plusDays(2),
                granularity,
                CostMetric.BILLED,
                Dimension.SERVICE,
                then,
                Set.of(Exclusion.TAX, Exclusion.CREDITS),
                Comparison.PREVIOUS.of(new CostResult.DayRange(FIRST, FIRST.plusDays(2))),
                List.of());
        BigDecimal total = List.of(rows).stream().map(Row::total).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal before = List.of(rows).stream().map(Row::before).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<LocalDate> periods = granularity == Granularity.DAILY ? List.of(FIRST, FIRST.plusDays(1)) : List.of(FIRST);
        List<BigDecimal> perPeriod =
                granularity == Granularity.DAILY ? List.of(total, BigDecimal.ZERO) : List.of(total);
        return new CostResult(
                question,
                periods,
                List.of(new CurrencySpend("USD", total, perPeriod, before, perPeriod, List.of(rows))),
                Finality.SETTLED,
                Optional.empty(),
                1);
    }

    private static Row compared(String key, String total, String before, CostResult.Part... parts) {
        return new Row(
                key,
                key,
                new BigDecimal(total),
                List.of(new BigDecimal(total), BigDecimal.ZERO),
                new BigDecimal(before),
                List.of(parts));
    }

    @Test
    void aComparedFileHasBothSumsTheChangeAndItsPercentage() throws IOException {
        var lines = csv(
                compared(
                        null,
                        Granularity.DAILY,
                        compared("S3", "3", "4"),
                        compared("Glue", "1", "0"),
                        compared("EC2", "1", "-2")),
                View.DAILY);
        assertThat(lines.getFirst().getFields())
                .containsExactly(
                        "Service",
                        "Currency",
                        "BilledCost without credits and tax 2026-11-01 to 2026-11-02",
                        "BilledCost without credits and tax 2026-10-01 to 2026-10-02",
                        "Change",
                        "Change %",
                        "BilledCost without credits and tax 2026-11-01",
                        "BilledCost without credits and tax 2026-11-02");
        assertThat(lines.get(1).getFields()).startsWith("S3", "USD", "3", "4", "-1", "-25.0000");
        assertThat(lines.get(2).getFields()).startsWith("Glue", "USD", "1", "0", "1", "");
        assertThat(lines.get(3).getFields()).startsWith("EC2", "USD", "1", "-2", "3", "");
    }

    @Test
    void aFileByTwoDimensionsHasALineForEachPart() throws IOException {
        var one = new CostResult.Part("012345678901", "=prod", new BigDecimal("2"), List.of(), new BigDecimal("1"));
        var two = new CostResult.Part("2", "dev", new BigDecimal("1"), List.of(), new BigDecimal("3"));
        var lines = csv(compared(Dimension.ACCOUNT, Granularity.DAILY, compared("S3", "3", "4", one, two)), View.DAILY);
        assertThat(lines.getFirst().getFields())
                .startsWith("Service", "Account", "SubAccountId", "Currency")
                .hasSize(8);
        assertThat(lines.get(1).getFields())
                .containsExactly("S3", "'=prod", "012345678901", "USD", "2", "1", "1", "100.0000");
        assertThat(lines.get(2).getFields()).containsExactly("S3", "dev", "2", "USD", "1", "3", "-2", "-66.6667");
        assertThat(lines).hasSize(3);
    }

    @Test
    void aMonthlyFileByTwoDimensionsHasTheMonthsOfEachPart() throws IOException {
        var part = new CostResult.Part(
                "012345678901", "prod", new BigDecimal("2"), List.of(new BigDecimal("2")), BigDecimal.ZERO);
        var lines = csv(compared(Dimension.ACCOUNT, Granularity.MONTHLY, compared("S3", "2", "0", part)), View.MONTHLY);
        assertThat(lines.getFirst().getFields()).endsWith("BilledCost without credits and tax 2026-11");
        assertThat(lines.get(1).getFields()).endsWith("", "2").hasSize(9);
    }

    @Test
    void aSplitRowLeadsToItsPartsAndAPartToWhatIsLeft() {
        var url = SpendUrl.DEFAULT.with(Dimension.SERVICE).thenBy(Dimension.ACCOUNT);
        var rows = DrillDown.into(url, "Amazon S3", false).orElseThrow();
        assertThat(rows.by()).isEqualTo(Dimension.ACCOUNT);
        assertThat(rows.thenBy()).isNull();
        assertThat(rows.filters())
                .containsExactly(new CostFilter(Dimension.SERVICE, Operator.IS, List.of("Amazon S3")));
        var part = DrillDown.into(url, "Amazon S3", "1", false).orElseThrow();
        assertThat(part.filters())
                .containsExactly(
                        new CostFilter(Dimension.SERVICE, Operator.IS, List.of("Amazon S3")),
                        new CostFilter(Dimension.ACCOUNT, Operator.IS, List.of("1")));
        assertThat(part.by()).isNotIn(Dimension.SERVICE, Dimension.ACCOUNT);
    }

    @Test
    void theComparedLineNamesTheDayThatEachDayIsComparedWith() {
        var answer = compared(null, Granularity.DAILY, compared("S3", "3", "4"));
        var compare = new SpendChartData(answer, answer.currencies().getFirst(), Map.of())
                .data(View.DAILY, null)
                .compare();
        assertThat(compare).isNotNull();
        assertThat(compare.name()).isEqualTo("Total, 1\u20132 Oct");
        assertThat(compare.days()).extracting(ChartData.Day::title).containsExactly("Thu 1 Oct 2026", "Fri 2 Oct 2026");
    }

    @Test
    void roundedRowsAndTheirExactTotalMayDifferByCents() {
        var answer = answer(Dimension.SERVICE, row("a", "a", "0.005", "0"), row("b", "b", "0.005", "0"));
        assertThat(DifferenceText.rounding(answer.currencies().getFirst())).isEqualByComparingTo("0.01");
    }
}
