package dev.bursar.spend.ui;

import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.text.ForecastText;
import dev.bursar.list.Preset;
import dev.bursar.spend.Outlook;
import dev.bursar.spend.ui.SpendUrl.Period;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import dev.bursar.ui.NoCostsText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** The months of a period that isn't over: what they cost, and what the others are expected to. */
final class OutlookSection {
    private OutlookSection() {}

    private record Rows(Outlook outlook) implements HtmlTable.Source {
        @Override
        public int size() {
            return outlook.months().size();
        }

        @Override
        public Line line(int at) {
            Outlook.Ahead month = outlook.months().get(at);
            String spent = NoCostsText.money(month.spent(), outlook.currency());
            String range = range(month.forecast().flatMap(Forecast::range), outlook.currency());
            var figures = new ArrayList<String>();
            if (hasSpent(outlook)) {
                figures.add(spent);
            }
            figures.add(month.forecast().isEmpty() ? spent : Formats.forecast(month.expected(), outlook.currency()));
            if (hasRange(outlook)) {
                figures.add(range);
            }
            return new Line(
                    at,
                    "",
                    "",
                    false,
                    Name.of(Formats.month(month.month()), "", hasSpent(outlook) ? spent : range),
                    "",
                    false,
                    figures,
                    BigDecimal.ZERO,
                    null,
                    "");
        }
    }

    /** The whole months whose forecast belongs to the period: of this quarter or year, and of days from the first of a month to after today. */
    static Optional<LocalDateRange> months(SpendUrl url, LocalDate lastDay, LocalDate today) {
        LocalDateRange days = url.days(lastDay);
        LocalDate first = days.getStart();
        return switch (url.period()) {
            case Period.Named(Preset preset)
            when preset == Preset.THIS_QUARTER -> Optional.of(LocalDateRange.of(first, first.plusMonths(3)));
            case Period.Named(Preset preset)
            when preset == Preset.YEAR_TO_DATE -> Optional.of(LocalDateRange.of(first, first.plusYears(1)));
            case Period.Named any -> Optional.empty();
            case Period.Ahead any -> Optional.of(days);
            case Period.Days any ->
                Optional.of(LocalDateRange.of(
                                first, days.getEndInclusive().withDayOfMonth(1).plusMonths(1)))
                        .filter(months -> first.getDayOfMonth() == 1
                                && days.getEndInclusive().isAfter(today)
                                && !months.getEnd().isAfter(today.plusYears(1).withDayOfMonth(1)));
        };
    }

    static Section of(Outlook outlook) {
        return of(outlook, "All costs that you see, whatever the filters");
    }

    /** @param note which costs they are */
    static Section of(Outlook outlook, String note) {
        String currency = outlook.currency();
        Optional<BigDecimal> spent = outlook.months().stream()
                .flatMap(month -> month.spent().stream())
                .reduce(BigDecimal::add);
        var columns = new ArrayList<Column>();
        columns.add(Column.name("MONTH", "Month", "Total"));
        if (hasSpent(outlook)) {
            columns.add(Column.figure("SPENT", "Spent", 150, NoCostsText.money(spent, currency))
                    .onlyWide());
        }
        columns.add(Column.figure("END", "Expected", 150, Formats.forecast(outlook.expected(), currency)));
        if (hasRange(outlook)) {
            columns.add(Column.figure("RANGE", "80% range", 190, range(outlook.range(), currency))
                    .onlyWide());
        }
        var table = new HtmlTable("Months, " + currency, columns, List.of(), new Rows(outlook));
        var section = new Section("Forecast, " + currency).note(note).flush().with(table);
        if (outlook.range().isEmpty()) {
            section.with(Styled.note("A range is given up to the end of the month that comes next."));
        }
        section.getElement().getClassList().add("projection");
        return section;
    }

    /** Months that are all to come have nothing to say of what was spent. */
    private static boolean hasSpent(Outlook outlook) {
        return outlook.months().stream().anyMatch(month -> month.spent().isPresent());
    }

    static boolean hasRange(Outlook outlook) {
        return outlook.months().stream()
                .anyMatch(month -> month.forecast().flatMap(Forecast::range).isPresent());
    }

    private static String range(Optional<Forecast.Range> range, String currency) {
        return range.map(one -> ForecastText.range(one, currency)).orElse("");
    }
}
