package dev.bursar.sync.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.sync.control.SettingsService.JobSetting;
import dev.bursar.sync.control.SettingsService.KeptSetting;
import dev.bursar.sync.control.SettingsService.Settings;
import dev.bursar.sync.settings.Caps;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Section;
import module java.base;
import org.jspecify.annotations.Nullable;

/** All settings as fields. What is wrong is said at its field, and nothing that was typed is lost. */
final class SettingsForm extends Div {
    private final LimitField<BigDecimal> daily =
            new LimitField<>("Daily cap", AmountText::usd, BigDecimal::toPlainString, this::edited).prefix("$");
    private final LimitField<BigDecimal> monthly =
            new LimitField<>("Monthly cap", AmountText::usd, BigDecimal::toPlainString, this::edited).prefix("$");
    private final LimitField<Integer> pace =
            new LimitField<>("Requests per second", AmountText::pace, String::valueOf, this::edited);
    private final Paragraph spent = new Paragraph();
    private final ScheduleSection schedule = new ScheduleSection(this::edited);
    private final RetentionSection retention = new RetentionSection(this::edited);
    private final Runnable changed;
    private @Nullable Settings shown;

    /** @param changed told when the person changes anything */
    SettingsForm(Runnable changed) {
        this.changed = changed;
        addClassNames("settings-form", "stack");
        spent.addClassName("note");
        var caps = new Div(daily, monthly);
        caps.addClassNames("field-row", "short-fields");
        var paceRow = new Div(pace);
        paceRow.addClassNames("field-row", "short-fields");
        var capsNote = new Paragraph("At a cap, Bursar stops before the next paid request.");
        capsNote.addClassName("note");
        var paceNote = new Paragraph("For each node. Cost Explorer throttles more than a few requests.");
        paceNote.addClassName("note");
        add(
                new Section("Caps on paid requests").with(capsNote, caps, spent),
                schedule,
                new Section("Request rate").with(paceNote, paceRow),
                retention);
    }

    /** Shows these values, of which {@code settings} say where they come from. */
    void show(Settings settings, ChosenSettings values) {
        shown = null;
        daily.show(
                values.dailyCapUsd(),
                settings.dailyCap().value(),
                Formats.money(settings.dailyCap().value(), "USD"),
                settings.dailyCap().from());
        monthly.show(
                values.monthlyCapUsd(),
                settings.monthlyCap().value(),
                Formats.money(settings.monthlyCap().value(), "USD"),
                settings.monthlyCap().from());
        pace.show(
                values.requestsPerSecond(),
                settings.pace().value(),
                Formats.count(settings.pace().value()),
                settings.pace().from());
        schedule.show(settings.jobs(), values.timetables());
        retention.show(settings.kept(), values.keptMonths());
        Caps paid = settings.spent();
        spent.setText("Spent today: " + Formats.money(paid.dailyUsd(), "USD") + ", this month: "
                + Formats.money(paid.monthlyUsd(), "USD") + ".");
        shown = settings;
        warn();
    }

    private void edited() {
        if (shown != null) {
            warn();
            changed.run();
        }
    }

    private void warn() {
        Settings settings = shown;
        if (settings == null) {
            return;
        }
        var warnings = new CapWarnings(settings.jobs(), schedule.chosen());
        AmountText<BigDecimal> day = daily.typed();
        AmountText<BigDecimal> month = monthly.typed();
        BigDecimal dayCap = day.value() == null ? settings.dailyCap().value() : day.value();
        BigDecimal monthCap = month.value() == null ? settings.monthlyCap().value() : month.value();
        boolean readable = day.wrong() == null && month.wrong() == null;
        daily.warn(readable ? warnings.daily(dayCap, monthCap, settings.spent().dailyUsd()) : Optional.empty());
        monthly.warn(readable ? warnings.monthly(monthCap, settings.spent().monthlyUsd()) : Optional.empty());
    }

    private Optional<LimitField<?>> wrong() {
        return Stream.<LimitField<?>>of(daily, monthly, pace)
                .filter(field -> field.typed().wrong() != null)
                .findFirst();
    }

    /** What the fields say; empty where one is wrong. */
    Optional<ChosenSettings> typed() {
        return wrong().isPresent()
                ? Optional.empty()
                : Optional.of(new ChosenSettings(
                        daily.typed().value(),
                        monthly.typed().value(),
                        pace.typed().value(),
                        schedule.chosen(),
                        retention.chosen()));
    }

    /** The same, and goes to the field that is wrong. */
    Optional<ChosenSettings> read() {
        wrong().ifPresent(LimitField::focus);
        return typed();
    }

    /** Says what will happen at caps that are allowed but hardly meant. */
    record CapWarnings(List<JobSetting> jobs, Map<String, Timetable> timetables) {
        private static final int DAYS = 30;

        Optional<String> daily(BigDecimal daily, BigDecimal monthly, BigDecimal spentToday) {
            BigDecimal day = dayUsd();
            Optional<JobSetting> never = jobs.stream()
                    .filter(job -> job.leastUsd().compareTo(daily) > 0)
                    .findFirst();
            if (never.isPresent()) {
                return Optional.of("\u201C" + never.get().title() + "\u201D pays at least "
                        + usd(never.get().leastUsd())
                        + " to look for changes. At this cap, each run stops before it stores anything.");
            }
            if (daily.compareTo(monthly) > 0) {
                return Optional.of(
                        "This is more than the monthly cap of " + usd(monthly) + ", which stops Bursar first.");
            }
            if (day.compareTo(daily) > 0) {
                return Optional.of("With this schedule, a day\u2019s runs pay at least " + usd(day)
                        + " to look for changes. Later runs stop at this cap.");
            }
            if (spentToday.compareTo(daily) >= 0 && spentToday.signum() > 0) {
                return Optional.of(
                        usd(spentToday) + " has been spent today. The next paid request waits until 00:00 UTC.");
            }
            return Optional.empty();
        }

        Optional<String> monthly(BigDecimal monthly, BigDecimal spentThisMonth) {
            BigDecimal month = dayUsd().multiply(BigDecimal.valueOf(DAYS));
            if (month.compareTo(monthly) > 0) {
                return Optional.of("With this schedule, looking for changes alone costs at least " + usd(month)
                        + " in 30 days. Runs stop at this cap until the next month.");
            }
            if (spentThisMonth.compareTo(monthly) >= 0 && spentThisMonth.signum() > 0) {
                return Optional.of(usd(spentThisMonth)
                        + " has been spent this month. The next paid request waits until next month.");
            }
            return Optional.empty();
        }

        private BigDecimal dayUsd() {
            return jobs.stream()
                    .map(job -> job.leastUsd()
                            .multiply(BigDecimal.valueOf(timetables
                                    .getOrDefault(job.name(), job.itself())
                                    .hours()
                                    .size())))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static String usd(BigDecimal amount) {
            return Formats.money(amount, "USD");
        }
    }

    /** How long things are kept. */
    static final class RetentionSection extends Composite<Section> {
        private static final List<Integer> OFFERED = List.of(3, 6, 12, 15, 24, 36, 60, 84, 120);
        private final Section section = new Section("Data retention").flush();
        private final Div rows = new Div();
        private final Map<String, Select<Optional<Integer>>> choices = new LinkedHashMap<>();
        private final Runnable changed;

        RetentionSection(Runnable changed) {
            this.changed = changed;
            rows.addClassName("kept");
            section.with(rows);
        }

        @Override
        protected Section initContent() {
            return section;
        }

        void show(List<KeptSetting> kept, Map<String, Integer> chosen) {
            rows.removeAll();
            choices.clear();
            for (KeptSetting one : kept) {
                Integer now = chosen.get(one.name());
                var offered = new ArrayList<Optional<Integer>>();
                offered.add(Optional.empty());
                OFFERED.stream()
                        .filter(months -> months >= one.leastMonths())
                        .map(Optional::of)
                        .forEach(offered::add);
                if (now != null && !offered.contains(Optional.of(now))) {
                    offered.add(Optional.of(now));
                }
                var choice = new Select<Optional<Integer>>();
                choice.setItems(offered);
                choice.setItemLabelGenerator(
                        months -> months.map(number -> number + " months").orElse("forever"));
                choice.setAriaLabel("Retention: " + one.title());
                choice.setValue(Optional.ofNullable(now));
                choice.addValueChangeListener(change -> changed.run());
                choices.put(one.name(), choice);
                rows.add(row(one.title(), one.note(), choice));
            }
            rows.add(row("Activity log", "Entries can\u2019t be deleted.", new Span("forever")));
        }

        private static Div row(String title, String note, Component choice) {
            var name = new Span(title);
            name.addClassName("job-title");
            var words = new Span(note);
            words.addClassName("note");
            var row = new Div(new Div(name, words), choice);
            row.addClassName("kept-row");
            return row;
        }

        Map<String, Integer> chosen() {
            var chosen = new LinkedHashMap<String, Integer>();
            choices.forEach((name, choice) -> choice.getValue().ifPresent(months -> chosen.put(name, months)));
            return chosen;
        }
    }

    /** A number that may be left empty: says what holds then and where that comes from, what is wrong, and what will happen. */
    static final class LimitField<T> extends Composite<TextField> {
        private final Function<String, AmountText<T>> read;
        private final Function<T, String> words;
        private final Span source = new Span();
        private final Span warning = new Span();
        private final Div warningLine = new Div(Icons.TRIANGLE_ALERT.create(), warning);
        private String otherwise = "";
        private String from = "";

        /**
         * @param read what was typed
         * @param words how a value is typed, {@code 25.00}
         */
        LimitField(String label, Function<String, AmountText<T>> read, Function<T, String> words, Runnable changed) {
            this.read = read;
            this.words = words;
            TextField field = getContent();
            field.setLabel(label);
            field.setMaxLength(40);
            field.setClearButtonVisible(true);
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.addValueChangeListener(change -> {
                validate();
                if (change.isFromClient()) {
                    changed.run();
                }
            });
            warningLine.addClassName("field-warning");
            warningLine.setVisible(false);
            field.setHelperComponent(new Div(source, warningLine));
        }

        LimitField<T> prefix(String sign) {
            getContent().setPrefixComponent(new Span(sign));
            return this;
        }

        /** @param where the value comes from that holds where the field is empty */
        void show(@Nullable T value, T other, String shownOther, String where) {
            getContent().setPlaceholder(words.apply(other));
            otherwise = shownOther;
            from = where;
            getContent().setValue(value == null ? "" : words.apply(value));
            validate();
        }

        /** What was typed; {@code wrong} is shown at the field already. */
        AmountText<T> typed() {
            return read.apply(getContent().getValue());
        }

        private void validate() {
            AmountText<T> typed = typed();
            getContent().setErrorMessage(typed.wrong());
            getContent().setInvalid(typed.wrong() != null);
            source.setText(getContent().getValue().isBlank() ? from : "Replaces " + otherwise + " (" + from + ").");
        }

        void warn(Optional<String> sentence) {
            warning.setText(sentence.orElse(""));
            warningLine.setVisible(sentence.isPresent());
        }

        void focus() {
            getContent().focus();
        }
    }

    /**
     * What somebody typed into a field for an amount or a number.
     *
     * @param value null where the field is empty or {@code wrong}
     * @param wrong what to type instead, as a sentence; null where it can be used
     */
    record AmountText<T>(@Nullable T value, @Nullable String wrong) {
        private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d*)?|\\d{1,3}(,\\d{3}){1,4}(\\.\\d*)?");
        private static final Pattern NEGATIVE = Pattern.compile("[-\u2212]\\s*\\$?\\s*[\\d.,]+");

        /** USD with at most two decimals; {@code $} and commas between thousands are fine. */
        static AmountText<BigDecimal> usd(String typed) {
            String text = typed.strip();
            if (text.isEmpty()) {
                return new AmountText<>(null, null);
            }
            if (NEGATIVE.matcher(text).matches()) {
                return wrong("A cap can\u2019t be negative. Enter 0.00 or more.");
            }
            String number = text.startsWith("$") ? text.substring(1).strip() : text;
            if (!AMOUNT.matcher(number).matches()) {
                return wrong("Enter an amount such as 25.00.");
            }
            String plain = number.replace(",", "");
            BigDecimal amount = new BigDecimal(plain.endsWith(".") ? plain + "0" : plain);
            if (amount.stripTrailingZeros().scale() > 2) {
                return wrong("Enter at most two decimals, such as 25.00.");
            }
            return amount.compareTo(ChosenSettings.HIGHEST_CAP_USD) > 0
                    ? wrong("Enter at most 1,000,000.00.")
                    : new AmountText<>(amount.setScale(2), null);
        }

        static AmountText<Integer> pace(String typed) {
            String text = typed.strip();
            if (text.isEmpty()) {
                return new AmountText<>(null, null);
            }
            if (!text.matches("\\d{1,9}")) {
                return wrong("Enter a whole number from 1 to " + ChosenSettings.HIGHEST_PACE + ".");
            }
            int pace = Integer.parseInt(text);
            return pace < 1 || pace > ChosenSettings.HIGHEST_PACE
                    ? wrong("Enter a whole number from 1 to " + ChosenSettings.HIGHEST_PACE + ".")
                    : new AmountText<>(pace, null);
        }

        private static <T> AmountText<T> wrong(String sentence) {
            return new AmountText<>(null, sentence);
        }
    }
}
