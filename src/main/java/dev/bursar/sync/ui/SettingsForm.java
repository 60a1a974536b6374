package dev.bursar.sync.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.sync.control.SettingsService.Settings;
import dev.bursar.sync.settings.Caps;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
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
        caps.addClassName("field-row");
        var paceRow = new Div(pace);
        paceRow.addClassName("field-row");
        var capsNote = new Paragraph("At a cap, Bursar stops before the next paid request. Takes effect immediately.");
        capsNote.addClassName("note");
        var paceNote = new Paragraph(
                "The limit for each node. Cost Explorer accepts a few requests per second and throttles the rest.");
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
}
