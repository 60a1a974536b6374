package dev.bursar.causes.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/** Asks from what an excess of a team's service counts. What can't be is said at its field, and nothing that was entered is lost. */
final class BoundsDialog extends Dialog {
    private static final int MOST_PERCENT = 1_000;
    private static final String CURRENCY = "USD";

    private final AnomalyService service;
    private final Map<TeamId, String> teams = new LinkedHashMap<>();
    private final ComboBox<TeamId> team = new ComboBox<>("Team");
    private final TextField amount = new TextField("At least this much a day");
    private final TextField percent = new TextField("And at least this percentage");

    BoundsDialog(AnomalyService service, Map<TeamId, String> names) {
        this.service = service;
        names.entrySet().stream()
                .sorted(Comparator.comparing(one -> one.getValue().toLowerCase(java.util.Locale.ROOT)))
                .forEach(one -> teams.put(one.getKey(), one.getValue()));
        teams.put(TeamId.UNALLOCATED, "Unallocated");
        setHeaderTitle("What counts as an anomaly");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        team.setItems(teams.keySet());
        team.setItemLabelGenerator(one -> teams.getOrDefault(one, ""));
        team.setRequiredIndicatorVisible(true);
        team.setManualValidation(true);
        team.addValueChangeListener(change -> {
            team.setInvalid(false);
            if (change.getValue() != null) {
                show(service.bounds(change.getValue()));
            }
        });
        for (TextField field : java.util.List.of(amount, percent)) {
            field.setRequiredIndicatorVisible(true);
            field.setManualValidation(true);
            field.setMaxLength(20);
            field.addValueChangeListener(change -> field.setInvalid(false));
        }
        amount.setSuffixComponent(new Span(CURRENCY));
        percent.setSuffixComponent(new Span("%"));
        show(AnomalyBounds.USUAL);
        add(Styled.div(
                "change-fields",
                Styled.note(
                        "Bursar reports what a team pays for a service when a day is above what was expected by both. What was reported stays. "
                                + "Until you change it, a team has "
                                + AnomalyBounds.USUAL.leastADay().toPlainString() + " USD and "
                                + whole(AnomalyBounds.USUAL)
                                + "%."),
                team,
                amount,
                percent));
        getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("Save", click -> save()));
    }

    private void show(AnomalyBounds bounds) {
        amount.setValue(bounds.leastADay().stripTrailingZeros().toPlainString());
        percent.setValue(whole(bounds));
    }

    private static String whole(AnomalyBounds bounds) {
        return bounds.leastShare().movePointRight(2).stripTrailingZeros().toPlainString();
    }

    private void save() {
        AmountText aDay = AmountText.read(amount.getValue(), CURRENCY);
        Optional<BigDecimal> share = Optional.of(percent.getValue().strip())
                .filter(text -> text.matches("\\d{1,4}"))
                .map(BigDecimal::new)
                .filter(one -> one.signum() > 0 && one.intValueExact() <= MOST_PERCENT);
        if (team.getValue() == null) {
            FieldErrors.show(team, "Choose a team.");
            team.focus();
        } else if (aDay.amount().isEmpty()) {
            refuse(amount, aDay.problem());
        } else if (share.isEmpty()) {
            refuse(percent, "Enter a whole number from 1 to 1000.");
        } else if (UserAction.of(() -> service.setBounds(
                        team.getValue(),
                        new AnomalyBounds(
                                aDay.amount().orElseThrow(), share.get().movePointLeft(2))))
                .denied("You can no longer change this. Nothing was saved.")
                .run()) {
            close();
            Notices.success("Saved. Bursar compares costs again within minutes.");
        }
    }

    private static void refuse(TextField field, String sentence) {
        FieldErrors.show(field, sentence);
        field.focus();
    }
}
