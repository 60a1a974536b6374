package dev.bursar.causes.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.Rating;
import dev.bursar.causes.RatingRefused;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.time.LocalDate;
import java.util.Optional;

/** Asks what an anomaly is. What can't be is said at its field; where somebody else was faster, what was entered stays. */
final class RatingForm extends Composite<Div> {
    private final AnomalyService service;
    private final Runnable rated;
    private final RadioButtonGroup<Rating> rating = new RadioButtonGroup<>("What is it?");
    private final DatePicker until = new DatePicker("Last day");
    private final TextArea note = new TextArea("Note");
    private final long id;
    private int version;

    /** @param rated told when it has been stored */
    RatingForm(Anomaly anomaly, AnomalyService service, LocalDate today, Runnable rated) {
        this.service = service;
        this.rated = rated;
        id = anomaly.id();
        version = anomaly.version();
        Rated known = anomaly.rated();
        rating.setItems(Rating.values());
        rating.setItemLabelGenerator(AnomalyText::name);
        rating.addThemeName("vertical");
        rating.setManualValidation(true);
        until.setI18n(new DatePicker.DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy")
                .setFirstDayOfWeek(1)
                .setBadInputErrorMessage("Enter a date such as 3 Nov 2026"));
        until.setMin(today);
        until.setRequiredIndicatorVisible(true);
        until.setManualValidation(true);
        until.setVisible(false);
        note.setMaxLength(AnomalyService.LONGEST_NOTE);
        rating.addValueChangeListener(change -> {
            rating.setInvalid(false);
            rating.setHelperText(change.getValue() == null ? "" : AnomalyText.meaning(change.getValue()));
            until.setVisible(change.getValue() == Rating.PLANNED);
        });
        until.addValueChangeListener(change -> until.setInvalid(false));
        if (known != null) {
            rating.setValue(known.rating());
            until.setValue(known.until());
            note.setValue(known.note());
        }
        getContent().add(Styled.div("change-fields", rating, until, note), Buttons.primary("Save", click -> save()));
        getContent().addClassName("rating-form");
    }

    private void save() {
        if (rating.getValue() == null) {
            FieldErrors.show(rating, "Choose what it is.");
            return;
        }
        boolean saved = UserAction.of(
                        () -> service.rate(id, version, rating.getValue(), until.getValue(), note.getValue()))
                .on(RatingRefused.class, this::refused)
                .stale(this::meanwhile)
                .denied("You can no longer rate this anomaly. Nothing was changed.")
                .run();
        if (saved) {
            Notices.success("Saved.");
            rated.run();
        }
    }

    private void meanwhile() {
        Optional<Anomaly> now = service.find(id);
        now.ifPresent(one -> version = one.version());
        Notices.warning(now.map(one -> one.rated() == null
                        ? "It has changed. Your choice is still here; save again."
                        : "Someone rated it meanwhile: " + AnomalyText.rated(one)
                                + ". Your choice is still here; save again to replace it.")
                .orElse("You can no longer open this anomaly. Nothing was saved."));
    }

    private void refused(RatingRefused refused) {
        switch (refused.why()) {
            case NO_DAY -> refuse("Enter the last day of what is planned.");
            case DAY_OUT_OF_RANGE -> refuse("Choose a day from today on, at most two years ahead.");
            case NOTE_TOO_LONG -> {
                FieldErrors.show(note, "Shorten the note to 500 characters.");
                note.focus();
            }
        }
    }

    private void refuse(String sentence) {
        FieldErrors.show(until, sentence);
        until.focus();
    }
}
