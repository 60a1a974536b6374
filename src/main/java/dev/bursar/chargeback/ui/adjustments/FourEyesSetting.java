package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.adjustments.AdjustmentRefused;
import dev.bursar.chargeback.adjustments.FourEyesService;
import dev.bursar.chargeback.adjustments.FourEyesService.State;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.ui.Buttons;
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

/** Whether a second person approves each adjustment. */
@org.springframework.stereotype.Component
class FourEyesSetting implements SettingsPart {
    private final FourEyesService service;
    private final Workers workers;
    private final Clock clock;

    FourEyesSetting(FourEyesService service, Workers workers, Clock clock) {
        this.service = service;
        this.workers = workers;
        this.clock = clock;
    }

    @Override
    public Component create() {
        return new Part(service, workers, clock);
    }

    private static final class Part extends Div {
        private final FourEyesService service;
        private final LoadedPart<State> content;

        private Part(FourEyesService service, Workers workers, Clock clock) {
            this.service = service;
            content = new LoadedPart<>(workers, clock, service::state, this::shown)
                    .failure("This setting could not be loaded", "It stays in effect.");
            add(content);
            content.load(Skeleton.table("Reading the setting", 2, false));
        }

        private Component shown(State state) {
            var section = new Section("Approval of adjustments")
                    .note(state.enabled() ? "on" : "off")
                    .with(Styled.note(
                            state.enabled()
                                    ? "An adjustment waits until another person with the role Finance approves it."
                                    : "Adjustments are posted at once. When this is on, another person with the role Finance"
                                            + " approves each of them."));
            if (!state.enoughPeople()) {
                section.with(people(state));
            }
            state.change()
                    .ifPresent(change -> section.with(Styled.note("Changed by " + PlainText.cut(change.by(), 60) + ", "
                            + Formats.momentWithYear(change.at()) + ".")));
            if (state.enabled()) {
                section.actions(Buttons.neutral(
                        "Turn off", click -> turn(service::turnOff, "Turned off. Adjustments are posted at once.")));
            } else if (state.enoughPeople()) {
                section.actions(Buttons.neutral(
                        "Turn on",
                        click -> turn(service::turnOn, "Turned on. Another person approves each adjustment.")));
            }
            return section;
        }

        private static Paragraph people(State state) {
            String have = state.people() == 0 ? "Nobody has the role Finance" : "Only one person has the role Finance";
            return Styled.note(have
                    + (state.enabled()
                            ? ", so nobody can approve what that person proposes. Give the role to another person, or turn it off."
                            : ". Two are needed to turn this on."));
        }

        private void turn(Runnable change, String done) {
            UserAction.of(() -> {
                        change.run();
                        Notices.success(done);
                    })
                    .on(
                            AdjustmentRefused.class,
                            refused -> refused.problems()
                                    .forEach((field, why) -> Notices.warning(AdjustmentText.refused(field, why))))
                    .denied("You no longer have permission to change settings. Nothing was changed.")
                    .run();
            content.reload();
        }
    }
}
