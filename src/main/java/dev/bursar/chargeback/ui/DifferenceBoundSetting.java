package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.chargeback.differences.DifferenceBound;
import dev.bursar.chargeback.differences.DifferenceBoundService;
import dev.bursar.chargeback.differences.DifferenceBoundService.State;
import dev.bursar.chargeback.differences.DifferenceRefused;
import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.chargeback.text.DifferenceText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SettingsPart;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import module java.base;

/** Up to which a difference between AWS's documents and the charges can be accepted. */
@org.springframework.stereotype.Component
class DifferenceBoundSetting implements SettingsPart {
    private final DifferenceBoundService service;
    private final Workers workers;
    private final Clock clock;

    DifferenceBoundSetting(DifferenceBoundService service, Workers workers, Clock clock) {
        this.service = service;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Component create() {
        return new Part(service, workers, clock);
    }

    private static final class Part extends Div {
        /** Of no figure. */
        private static final BigDecimal NONE = BigDecimal.ONE.negate();

        private final DifferenceBoundService service;
        private final LoadedPart<State> content;
        private final TextField amount = field("Largest amount");
        private final TextField share = field("Largest share");
        private int version;

        private Part(DifferenceBoundService service, Workers workers, Clock clock) {
            this.service = service;
            amount.setHelperText("In the documents\u2019 currency");
            share.setHelperText("Of the documents\u2019 total");
            share.setSuffixComponent(new Span("%"));
            content = new LoadedPart<>(workers, clock, service::state, this::shown)
                    .failure("This setting could not be loaded", "It stays in effect.");
            add(content);
            content.load(Skeleton.table("Reading the setting", 2, false));
        }

        private static TextField field(String label) {
            var field = new TextField(label);
            field.setManualValidation(true);
            field.setMaxLength(12);
            field.addValueChangeListener(change -> field.setInvalid(false));
            return field;
        }

        private Component shown(State state) {
            version = state.version();
            amount.setValue(state.bound().amount().toPlainString());
            share.setValue(
                    state.bound().share().movePointRight(2).stripTrailingZeros().toPlainString());
            var section = new Section("Accepted differences")
                    .with(Styled.stack(
                            Styled.note(
                                    "Finance can accept a difference between AWS\u2019s documents and the charges, with a"
                                            + " reason, up to the smaller limit. It is posted to an account of its own, and no"
                                            + " team pays it. 0 allows none."),
                            Styled.div("field-row", amount, share)));
            state.change()
                    .ifPresent(change -> section.with(Styled.note("Changed by " + PlainText.cut(change.by(), 60) + ", "
                            + Formats.momentWithYear(change.at()) + ".")));
            return section.actions(Buttons.neutral("Save bound", click -> save()));
        }

        private void save() {
            boolean done = UserAction.of(() -> {
                        service.change(
                                new DifferenceBound(
                                        number(amount), number(share).movePointLeft(2)),
                                version);
                        Notices.success("Saved. What is accepted already stays accepted.");
                    })
                    .on(DifferenceRefused.class, refused -> {
                        TextField field = refused.why() == Why.AMOUNT_OUT_OF_RANGE ? amount : share;
                        FieldErrors.show(field, DifferenceText.refused(refused.why()));
                        field.focus();
                    })
                    .denied("You no longer have permission to change settings. Nothing was changed.")
                    .run();
            if (done) {
                content.reload();
            }
        }

        private static BigDecimal number(TextField field) {
            String text = field.getValue().strip();
            return text.matches("\\d{1,6}(\\.\\d{1,8})?") ? new BigDecimal(text) : NONE;
        }
    }
}
