package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.chargeback.metrics.MetricRefused;
import dev.bursar.chargeback.metrics.MetricService;
import dev.bursar.chargeback.metrics.MetricService.MonthNumbers;
import dev.bursar.chargeback.metrics.MetricService.Page;
import dev.bursar.chargeback.text.MetricText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks for the numbers of a month by which a pool is split. What can't be is said below them, and nothing that was entered is lost. */
final class PoolNumbersSection extends Div {
    private static final int LONGEST = 100_000;

    private final Page page;
    private final MetricService service;
    private final Runnable saved;
    private final Select<MonthNumbers> month = new Select<>();
    private final TextArea numbers;

    /** @param saved called after numbers were saved */
    PoolNumbersSection(Page page, MetricService service, Runnable saved) {
        this.page = page;
        this.service = service;
        this.saved = saved;
        numbers = new TextArea(page.metric() + " by team");
        numbers.setHelperText(
                "One team a line, then a semicolon, a tab or a comma, then its number. You can paste two columns of"
                        + " a spreadsheet or the lines of a CSV file.");
        numbers.setManualValidation(true);
        numbers.setMaxLength(LONGEST);
        numbers.setWidthFull();
        numbers.addValueChangeListener(change -> numbers.setInvalid(false));
        month.setLabel("Month of the numbers");
        month.setItems(page.months());
        month.setItemLabelGenerator(one -> Formats.month(one.month()) + state(one));
        month.addValueChangeListener(change -> fill(change.getValue()));
        month.setValue(page.months().stream()
                .filter(one -> !one.missing().isEmpty())
                .reduce((newer, older) -> older)
                .orElse(page.months().getFirst()));
        var fields = Styled.div(
                "change-fields",
                month,
                numbers,
                Styled.div("form-buttons", Buttons.neutral("Save numbers", click -> save())));
        add(new Section("Numbers by month").with(fields));
    }

    private static String state(MonthNumbers one) {
        return one.numbers().isEmpty() ? ", none yet" : one.missing().isEmpty() ? "" : ", one is missing";
    }

    /** What is stored, and a line to be completed for each team that has no number. */
    private void fill(MonthNumbers chosen) {
        numbers.setValue(Stream.concat(
                        chosen.numbers().entrySet().stream()
                                .map(one -> one.getKey() + "; "
                                        + one.getValue().stripTrailingZeros().toPlainString()),
                        chosen.missing().stream().map(team -> team + "; "))
                .collect(Collectors.joining("\n")));
    }

    private void save() {
        MonthNumbers chosen = month.getValue();
        numbers.setInvalid(false);
        boolean done = UserAction.of(
                        () -> service.save(page.pool(), page.version(), chosen.month(), numbers.getValue()))
                .on(MetricRefused.class, refused -> {
                    numbers.setErrorMessage(MetricText.refused(refused.problems()));
                    numbers.setInvalid(true);
                    numbers.focus();
                })
                .stale(() -> Notices.warning(
                        "Someone else changed this pool in the meantime. Nothing was saved, and your numbers are still"
                                + " here. Open the pool in another tab to compare."))
                .denied("You no longer have permission to change pools. Nothing was saved.")
                .run();
        if (done) {
            Notices.success("Numbers of " + Formats.month(chosen.month()) + " saved.");
            saved.run();
        }
    }
}
