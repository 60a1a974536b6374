package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.Comparison;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import dev.bursar.charges.Granularity;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.list.Preset;
import dev.bursar.spend.ui.SpendUrl.View;
import dev.bursar.ui.ChartData;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

class BarPeriodTest {
    private static CostResult monthly(String from, String to, Comparison compare) {
        LocalDate first = LocalDate.parse(from);
        LocalDate end = LocalDate.parse(to);
        DayRange before = compare.of(new DayRange(first, end));
        var question = new CostQuery(
                first,
                end,
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.TEAM,
                null,
                Set.of(),
                before,
                List.of());
        List<LocalDate> months = first.withDayOfMonth(1)
                .datesUntil(end, java.time.Period.ofMonths(1))
                .toList();
        List<BigDecimal> amounts = IntStream.rangeClosed(1, months.size())
                .mapToObj(BigDecimal::valueOf)
                .toList();
        List<BigDecimal> earlier =
                amounts.stream().map(one -> one.multiply(BigDecimal.TEN)).toList();
        BigDecimal total = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal was = total.multiply(BigDecimal.TEN);
        return new CostResult(
                question,
                months,
                List.of(new CurrencySpend(
                        "USD",
                        total,
                        amounts,
                        was,
                        earlier,
                        List.of(new Row("1", "Vision", total, amounts, was, List.of())))),
                new Finality(List.of(), List.of()),
                Optional.empty(),
                1);
    }

    private static ChartData drawn(CostResult monthly, View view) {
        BarPeriod bar = view.barPeriod(
                LocalDateRange.of(monthly.question().from(), monthly.question().to()));
        CostResult answer = bar.of(monthly);
        return new SpendChartData(answer, answer.currencies().getFirst(), Map.of(), Optional.empty(), bar)
                .data(view, null);
    }

    /** What is chosen, on which day costs end, and the days that it means. */
    @Test
    void namedPeriodsMoveOnWithTheCalendar() {
        for (String[] one : List.of(
                new String[] {"this-quarter", "2026-12-31", "2026-10-01/2027-01-01"},
                new String[] {"this-quarter", "2027-01-01", "2027-01-01/2027-01-02"},
                new String[] {"last-quarter", "2027-01-01", "2026-10-01/2027-01-01"},
                new String[] {"last-quarter", "2026-04-01", "2026-01-01/2026-04-01"},
                new String[] {"last-quarter", "2026-03-31", "2025-10-01/2026-01-01"},
                new String[] {"year-to-date", "2028-02-29", "2028-01-01/2028-03-01"},
                new String[] {"year-to-date", "2027-01-01", "2027-01-01/2027-01-02"},
                new String[] {"last-year", "2027-01-01", "2026-01-01/2027-01-01"},
                new String[] {"last-year", "2028-02-29", "2027-01-01/2028-01-01"},
                new String[] {"last-year", "2029-12-31", "2028-01-01/2029-01-01"},
                new String[] {"next-month", "2026-12-01", "2027-01-01/2027-02-01"},
                new String[] {"next-month", "2028-01-31", "2028-02-01/2028-03-01"},
                new String[] {"next-quarter", "2026-12-31", "2027-01-01/2027-04-01"},
                new String[] {"next-quarter", "2027-01-01", "2027-04-01/2027-07-01"},
                new String[] {"next-quarter", "2026-11-23", "2027-01-01/2027-04-01"},
                new String[] {"next-12-months", "2026-12-01", "2027-01-01/2028-01-01"},
                new String[] {"next-12-months", "2028-02-29", "2028-03-01/2029-03-01"})) {
            SpendUrl.Read read = SpendUrl.read(Map.of("period", List.of(one[0])), LocalDate.parse(one[1]));
            assertThat(read.ignored()).isEmpty();
            assertThat(read.url().days(LocalDate.parse(one[1])))
                    .as(one[0] + " on " + one[1])
                    .hasToString(one[2]);
            assertThat(read.url().isAhead()).isEqualTo(one[0].startsWith("next"));
            assertThat(read.url().parameters()).isEqualTo(Map.of("period", List.of(one[0])));
        }
    }

    @Test
    void quartersAndYearsAreOfferedWhereThereIsMoreThanOne() {
        for (String[] one : List.of(
                new String[] {"2026-10-01/2026-12-01", ""},
                new String[] {"2026-09-30/2026-10-02", "QUARTERLY"},
                new String[] {"2026-01-01/2027-01-01", "QUARTERLY"},
                new String[] {"2025-12-31/2026-01-02", "QUARTERLY YEARLY"},
                new String[] {"2024-01-01/2027-01-01", "QUARTERLY YEARLY"})) {
            assertThat(Stream.of(View.QUARTERLY, View.YEARLY)
                            .filter(view -> view.suits(LocalDateRange.parse(one[0])))
                            .map(View::name)
                            .collect(Collectors.joining(" ")))
                    .as(one[0])
                    .isEqualTo(one[1]);
        }
    }

    @Test
    void aPresetOpensWithBarsThatItHasMoreThanOneOf() {
        SpendUrl quarters = SpendUrl.DEFAULT.with(View.QUARTERLY);
        assertThat(SpendUrl.DEFAULT.at(Preset.LAST_YEAR).view()).isEqualTo(View.MONTHLY);
        assertThat(quarters.at(Preset.LAST_YEAR).view()).isEqualTo(View.QUARTERLY);
        assertThat(quarters.at(Preset.LAST_QUARTER).view()).isEqualTo(View.MONTHLY);
        assertThat(quarters.at(Preset.LAST_MONTH).view()).isEqualTo(View.DAILY);
        assertThat(SpendUrl.DEFAULT.with(View.YEARLY).at(Preset.YEAR_TO_DATE).view())
                .isEqualTo(View.MONTHLY);
    }

    @Test
    void monthsAddUpToQuartersBesideThoseInTheSamePlaces() {
        ChartData year = drawn(monthly("2026-01-01", "2027-01-01", Comparison.PREVIOUS), View.QUARTERLY);
        assertThat(year.categories())
                .extracting(ChartData.Category::label, ChartData.Category::title)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Q1 2026", "Jan\u2013Mar 2026"),
                        org.assertj.core.groups.Tuple.tuple("Q2 2026", "Apr\u2013Jun 2026"),
                        org.assertj.core.groups.Tuple.tuple("Q3 2026", "Jul\u2013Sep 2026"),
                        org.assertj.core.groups.Tuple.tuple("Q4 2026", "Oct\u2013Dec 2026"));
        assertThat(year.series().getFirst().amounts())
                .extracting(BigDecimal::intValue)
                .containsExactly(6, 15, 24, 33);
        assertThat(year.compare().days())
                .extracting(day -> day.title() + " " + day.total())
                .containsExactly(
                        "Jan\u2013Mar 2025 60",
                        "Apr\u2013Jun 2025 150",
                        "Jul\u2013Sep 2025 240",
                        "Oct\u2013Dec 2025 330");
    }

    @Test
    void aQuarterOfWhichOnlyAPartIsAskedForSaysWhich() {
        ChartData part = drawn(monthly("2026-02-01", "2026-12-01", Comparison.LAST_YEAR), View.QUARTERLY);
        assertThat(part.categories())
                .extracting(ChartData.Category::title)
                .containsExactly("Feb\u2013Mar 2026", "Apr\u2013Jun 2026", "Jul\u2013Sep 2026", "Oct\u2013Nov 2026");
        assertThat(part.categories())
                .as("no part is taken for the whole")
                .extracting(ChartData.Category::label)
                .containsExactly("Feb\u2013Mar 2026", "Q2 2026", "Q3 2026", "Oct\u2013Nov 2026");
        assertThat(part.series().getFirst().amounts())
                .extracting(BigDecimal::intValue)
                .containsExactly(3, 12, 21, 19);
        assertThat(part.compare().days().getFirst().title()).isEqualTo("Feb\u2013Mar 2025");
        ChartData years = drawn(monthly("2025-11-10", "2026-12-02", Comparison.LAST_YEAR), View.YEARLY);
        assertThat(years.categories())
                .extracting(ChartData.Category::label)
                .containsExactly("10 Nov \u2013 31 Dec 2025", "1 Jan \u2013 1 Dec 2026");
        assertThat(years.categories().getLast().title()).isEqualTo("1 Jan \u2013 1 Dec 2026");
        assertThat(years.compare().days().getLast().title()).isEqualTo("1 Jan \u2013 1 Dec 2025");
    }

    @Test
    void aFileHasTheSumsOfTheChart() throws IOException {
        for (String[] one : List.of(
                new String[] {"MONTHLY", " 2026-12", ",10,11,12"},
                new String[] {"QUARTERLY", " 2026-Q4", ",6,15,24,33"},
                new String[] {"YEARLY", " 2026", ",78"})) {
            var out = new ByteArrayOutputStream();
            var file = ExportFormat.CSV.write(out);
            SpendSheet.write(
                    monthly("2026-01-01", "2027-01-01", Comparison.PREVIOUS),
                    View.valueOf(one[0]),
                    new Heading("Spend", "Spend", List.of()),
                    file,
                    () -> {});
            file.finish();
            assertThat(out.toString(StandardCharsets.UTF_8).lines().toList())
                    .as(one[0])
                    .anySatisfy(line -> assertThat(line).endsWith("EffectiveCost" + one[1]))
                    .anySatisfy(line -> assertThat(line).endsWith(one[2]));
        }
    }

    @Test
    void aQuarterOpensByMonthAndIsComparedAsItWasInItsYear() {
        SpendUrl year = SpendUrl.read(
                        Map.of(
                                "period", List.of("last-year"),
                                "view", List.of("quarterly"),
                                "compare", List.of("previous")),
                        LocalDate.parse("2027-01-05"))
                .url();
        LocalDateRange shown = year.days(LocalDate.parse("2027-01-05"));
        SpendUrl opened = DrillDown.at(
                        year,
                        shown,
                        Optional.empty(),
                        Optional.of(LocalDateRange.parse("2026-04-01/2026-07-01")),
                        false)
                .orElseThrow();
        assertThat(opened.view()).isEqualTo(View.MONTHLY);
        assertThat(opened.compare()).isEqualTo(Comparison.LAST_YEAR);
        assertThat(opened.days(LocalDate.parse("2027-01-05"))).hasToString("2026-04-01/2026-07-01");
    }
}
