package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.trail.query.EventService.Counts;
import dev.bursar.ui.CountBars;
import dev.bursar.ui.CountBars.Bar;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** How many events there were on each day, week or month; each leads to the events of its days. */
final class EventDays {
    private static final int MOST_DAYS = 92;
    private static final int MOST_WEEKS = 104;

    /** The shortest time that a bar stands for. */
    private enum Step {
        DAY("day"),
        WEEK("week"),
        MONTH("month");

        private final String word;

        Step(String word) {
            this.word = word;
        }

        static Step of(LocalDateRange days) {
            return days.lengthInDays() <= MOST_DAYS ? DAY : days.lengthInDays() <= MOST_WEEKS * 7L ? WEEK : MONTH;
        }

        /** The first day after the bar that this day is in. */
        LocalDate end(LocalDate day) {
            return switch (this) {
                case DAY -> day.plusDays(1);
                case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1).plusMonths(1);
            };
        }
    }

    private EventDays() {}

    static Component of(Counts counts, LocalDateRange days, ListState list) {
        Step step = Step.of(days);
        List<Bar> bars = bars(counts, days, list, step);
        var section = new Section("Events by " + step.word);
        section.setAriaLabel("Events by " + step.word);
        var legend =
                new Div(mark("succeeded", "Succeeded"), mark("failed", "Failed, " + Formats.count(counts.failed())));
        legend.addClassNames("legend", "count-legend");
        section.actions(legend);
        section.with(new CountBars(bars), new NativeDetails("Show as a table", table(bars, step)));
        section.addClassName("event-days");
        return section;
    }

    private static Span mark(String className, String words) {
        return Styled.span(className, words);
    }

    private static List<Bar> bars(Counts counts, LocalDateRange days, ListState list, Step step) {
        var bars = new ArrayList<Bar>();
        int at = 0;
        for (LocalDate from = days.getStart(); from.isBefore(days.getEnd()); ) {
            LocalDate whole = step.end(from);
            LocalDate to = whole.isAfter(days.getEnd()) ? days.getEnd() : whole;
            long events = 0;
            long failed = 0;
            while (at < counts.days().size() && counts.days().get(at).day().isBefore(to)) {
                events += counts.days().get(at).events();
                failed += counts.days().get(at).failed();
                at++;
            }
            LocalDateRange these = LocalDateRange.of(from, to);
            String name = step == Step.DAY ? Formats.weekday(from) : Formats.range(these);
            bars.add(new Bar(
                    Formats.shortDate(from),
                    name,
                    list.with(EventList.PERIOD, new Period.Fixed(these)).address(),
                    events,
                    failed));
            from = to;
        }
        return bars;
    }

    private static HtmlTable table(List<Bar> bars, Step step) {
        long most = bars.stream().mapToLong(Bar::count).max().orElse(0);
        var rows = new FixedRows();
        for (Bar bar : bars) {
            rows.line(
                    bar.name(),
                    bar.address(),
                    "",
                    most == 0
                            ? BigDecimal.ZERO
                            : BigDecimal.valueOf(bar.count()).divide(BigDecimal.valueOf(most), 4, RoundingMode.HALF_UP),
                    Formats.count(bar.count()),
                    Formats.count(bar.failed()));
        }
        return new HtmlTable(
                "Events by " + step.word,
                List.of(
                        Column.name("DAYS", step == Step.DAY ? "Day" : "Days", ""),
                        Column.bar("BAR"),
                        Column.figure("EVENTS", "Events", 96, ""),
                        Column.figure("FAILED", "Failed", 96, "")),
                List.of(),
                rows);
    }
}
