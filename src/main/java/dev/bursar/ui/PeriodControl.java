package dev.bursar.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.list.Setting;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * Which days a page is about: previous, a button that opens presets and two dates, next. Ranges are half-open. The keys
 * {@code [} and {@code ]} go back and forth.
 */
public final class PeriodControl extends Div {
    private static final int MONTHS = 13;

    private static final List<Preset> OFFERED = List.of(
            Preset.THIS_MONTH,
            Preset.LAST_MONTH,
            Preset.LAST_7_DAYS,
            Preset.LAST_30_DAYS,
            Preset.THIS_QUARTER,
            Preset.LAST_QUARTER,
            Preset.LAST_3_MONTHS,
            Preset.LAST_12_MONTHS,
            Preset.YEAR_TO_DATE,
            Preset.LAST_YEAR);

    private final Supplier<LocalDate> lastDay;
    private final Consumer<LocalDateRange> chosen;
    private final Button shown = Buttons.opener(Icons.CALENDAR, "");
    private final Button next;
    private LocalDateRange value;
    private @Nullable Consumer<String> named;
    private boolean monthsOnly;
    private @Nullable String everything;
    private @Nullable Supplier<Map<String, LocalDateRange>> ahead;

    /**
     * @param lastDay the last day that has data or may be chosen, usually yesterday in UTC
     * @param chosen told when the person chooses, not by {@link #value(LocalDateRange)}
     */
    public PeriodControl(Supplier<LocalDate> lastDay, Consumer<LocalDateRange> chosen) {
        this.lastDay = lastDay;
        this.chosen = chosen;
        this.value = monthToDate(lastDay.get());

        addClassName("period-control");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Period");
        var previous = Buttons.icon(Icons.CHEVRON_LEFT, "Previous period", click -> go(before(value)));
        previous.getElement().setAttribute("data-key", "[");
        next = Buttons.icon(Icons.CHEVRON_RIGHT, "Next period", click -> go(after(value)));
        next.getElement().setAttribute("data-key", "]");
        shown.addClassName("period-button");
        shown.setSuffixComponent(Icons.CHEVRON_DOWN.create());
        Popup.on(shown, "Period", PopoverPosition.BOTTOM_END, this::content);
        add(previous, shown, next);
        show();
    }

    /** Opens another address of a list for other days, or for a name of days that move on. */
    public static PeriodControl of(ListPage<?> page, Setting<Period> setting) {
        return new PeriodControl(page::today, days -> page.open(page.state().with(setting, new Period.Fixed(days))))
                .onPreset(label -> page.open(page.state()
                        .with(setting, Preset.labelled(label).map(Period::of).orElse(Period.ALL))));
    }

    /** Shows a range without telling anybody. */
    public PeriodControl value(LocalDateRange days) {
        value = days;
        show();
        return this;
    }

    /** Tells the name of a chosen preset, {@code Last month}, instead of its days: they move on with time. */
    public PeriodControl onPreset(Consumer<String> preset) {
        named = preset;
        return this;
    }

    /** Offers everything there is under this name, too, which is told as a preset. */
    public PeriodControl everything(String name) {
        everything = name;
        return this;
    }

    /** Offers days to come, too, below the others, whose names are told as presets. */
    public PeriodControl ahead(Supplier<Map<String, LocalDateRange>> named) {
        ahead = named;
        return this;
    }

    /** Offers whole months only, the current one up to its last day. */
    public PeriodControl monthsOnly() {
        monthsOnly = true;
        show();
        return this;
    }

    /** From the first of the month to this day. */
    public static LocalDateRange monthToDate(LocalDate lastDay) {
        return LocalDateRange.ofClosed(lastDay.withDayOfMonth(1), lastDay);
    }

    /** What "previous" shows: whole months where the range begins with one and is at most one, else as many days. */
    static LocalDateRange before(LocalDateRange days) {
        if (Formats.isWholeMonths(days)) {
            var months = months(days);
            return LocalDateRange.of(days.getStart().minusMonths(months), days.getStart());
        }
        if (isMonthToDate(days)) {
            return LocalDateRange.of(days.getStart().minusMonths(1), days.getStart());
        }
        return LocalDateRange.of(days.getStart().minusDays(days.lengthInDays()), days.getStart());
    }

    /** What "next" shows, cut at the last day by {@link #go}. */
    static LocalDateRange after(LocalDateRange days) {
        if (Formats.isWholeMonths(days)) {
            return LocalDateRange.of(days.getEnd(), days.getEnd().plusMonths(months(days)));
        }
        if (isMonthToDate(days)) {
            var start = days.getStart().plusMonths(1);
            return LocalDateRange.of(start, start.plusMonths(1));
        }
        return LocalDateRange.of(days.getEnd(), days.getEnd().plusDays(days.lengthInDays()));
    }

    private static boolean isMonthToDate(LocalDateRange days) {
        return days.getStart().getDayOfMonth() == 1
                && YearMonth.from(days.getStart()).equals(YearMonth.from(days.getEndInclusive()));
    }

    private static long months(LocalDateRange days) {
        return java.time.temporal.ChronoUnit.MONTHS.between(days.getStart(), days.getEnd());
    }

    private Map<String, LocalDateRange> offered() {
        var last = lastDay.get();
        var month = last.withDayOfMonth(1);
        var offered = new LinkedHashMap<String, LocalDateRange>();
        if (monthsOnly) {
            offered.put(Formats.month(YearMonth.from(month)), monthToDate(last));
            for (var i = 1; i < MONTHS; i++) {
                var days = LocalDateRange.of(month.minusMonths(i), month.minusMonths(i - 1));
                offered.put(Formats.period(days), days);
            }
            return offered;
        }
        for (Preset preset : OFFERED) {
            offered.put(preset.label(), preset.days(last));
        }
        return offered;
    }

    private Div content(Popover popover) {
        var content = Styled.div("period-popover", presets(popover));
        if (!monthsOnly) {
            content.add(new PeriodDates(value, lastDay.get(), days -> {
                popover.close();
                go(days);
            }));
        }
        return content;
    }

    private Div presets(Popover popover) {
        var presets = Styled.div("presets");
        offered().forEach((name, days) -> presets.add(preset(name, days, popover)));
        if (ahead != null) {
            presets.add(Styled.span("presets-head", "Forecast"));
            ahead.get().forEach((name, days) -> presets.add(preset(name, days, popover)));
        }
        if (everything != null) {
            presets.add(everything(everything, popover));
        }
        return presets;
    }

    private Button preset(String name, LocalDateRange days, Popover popover) {
        var whole = Formats.isWholeMonths(days);
        var range = new Span(whole ? monthsOnly ? "" : Formats.period(days) : Formats.shortRange(days));
        range.addClassName("note");
        var preset = Buttons.opener(new Span(new Span(name), range));
        preset.addClickListener(click -> {
            popover.close();
            if (named == null) {
                go(days);
            } else {
                named.accept(name);
            }
        });
        preset.addClassName("preset");
        preset.addThemeVariants(ButtonVariant.TERTIARY);
        if (days.equals(value)) {
            preset.getElement().setAttribute("aria-current", "true");
        }
        return preset;
    }

    private Button everything(String name, Popover popover) {
        var preset = Buttons.opener(new Span(new Span(name)));
        preset.addClickListener(click -> {
            popover.close();
            if (named != null) {
                named.accept(name);
            }
        });
        preset.addClassName("preset");
        preset.addThemeVariants(ButtonVariant.TERTIARY);
        return preset;
    }

    private void go(LocalDateRange days) {
        var limit = lastDay.get().plusDays(1);
        if (!days.getStart().isBefore(limit)) {
            return;
        }
        var cut = days.getEnd().isAfter(limit) ? LocalDateRange.of(days.getStart(), limit) : days;
        value(cut);
        chosen.accept(cut);
    }

    private void show() {
        shown.setText(monthsOnly ? Formats.month(YearMonth.from(value.getStart())) : Formats.period(value));
        next.setEnabled(!after(value).getStart().isAfter(lastDay.get()));
    }

    /** The first and the last day of a period, to be typed or chosen. */
    static final class PeriodDates extends Div {
        private final LocalDate lastDay;
        private final Consumer<LocalDateRange> chosen;
        private final DatePicker from;
        private final DatePicker to;

        PeriodDates(LocalDateRange shown, LocalDate lastDay, Consumer<LocalDateRange> chosen) {
            this.lastDay = lastDay;
            this.chosen = chosen;
            from = date("From", shown.getStart());
            to = date("To (inclusive)", shown.getEndInclusive());
            addClassName("dates");
            add(from, to, Buttons.primary("Show these days", click -> apply()));
        }

        private DatePicker date(String name, LocalDate day) {
            var date = new DatePicker(name, day);
            date.setI18n(DayFormats.words());
            date.setRequiredIndicatorVisible(true);
            date.setMax(lastDay);
            return date;
        }

        private void apply() {
            var first = from.getValue();
            var last = to.getValue();
            from.setInvalid(first == null || first.isAfter(lastDay));
            from.setErrorMessage("Choose a date on or before " + Formats.date(lastDay));
            to.setInvalid(last == null || last.isAfter(lastDay) || first != null && last.isBefore(first));
            to.setErrorMessage(
                    last != null && first != null && last.isBefore(first)
                            ? "Choose a date on or after " + Formats.date(first)
                            : "Choose a date on or before " + Formats.date(lastDay));
            if (!from.isInvalid() && !to.isInvalid() && first != null && last != null) {
                chosen.accept(LocalDateRange.ofClosed(first, last));
            }
        }
    }
}
