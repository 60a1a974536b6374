package dev.bursar.admin.reach;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.setup.reach.ReachChoice;
import dev.bursar.setup.reach.ReachRefused;
import dev.bursar.setup.reach.ReachSettings;
import dev.bursar.setup.reach.ReachState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.List;
import java.util.function.BiConsumer;

/** Whether member accounts are read, by which role and in which Regions. What is wrong is said at its field. */
final class ReachForm extends Composite<Section> {
    private static final int LONGEST = 2_000;

    private final Section section = new Section("Settings");
    private final Checkbox enabled = new Checkbox("Read member accounts");
    private final TextField role = new TextField("Role name");
    private final TextField externalId = new TextField("ExternalId");
    private final TextField regions = new TextField("Regions");
    private final int version;

    /** @param save is told what was typed and the version that was seen */
    ReachForm(ReachState state, BiConsumer<ReachChoice, Integer> save) {
        ReachSettings settings = state.settings();
        version = settings.version();
        enabled.setValue(settings.enabled());
        role.setValue(settings.role().name());
        role.setHelperText("The role has the same name in every account.");
        externalId.setValue(settings.role().externalId());
        externalId.setHelperText(
                "The role trusts Bursar only with this text, so that nobody else can make Bursar read your accounts. It is not"
                        + " a secret.");
        List<String> chosen = settings.regions();
        regions.setValue(chosen == null ? "" : String.join(", ", chosen));
        regions.setPlaceholder("All enabled Regions");
        regions.setHelperText(
                "Leave empty to read every Region that is enabled for an account, or enter some, such as eu-central-1,"
                        + " us-east-1.");
        List.of(role, externalId, regions).forEach(field -> {
            field.setMaxLength(LONGEST);
            field.addValueChangeListener(change -> field.setInvalid(false));
        });
        var fields = Styled.div("field-row", role, regions, externalId);
        var note = Styled.note(
                "Bursar assumes a role in each member account to read tags, resources and events. The account of Bursar\u2019s own"
                        + " credentials needs no role.");
        var buttons = Styled.div(
                "reach-buttons", Buttons.copy("Copy ExternalId", settings.role().externalId()));
        section.with(note, enabled, fields, buttons);
        if (state.mayEdit()) {
            buttons.add(Buttons.primary("Save", click -> save(save)));
        } else {
            enabled.setReadOnly(true);
            List.of(role, externalId, regions).forEach(field -> field.setReadOnly(true));
        }
    }

    private void save(BiConsumer<ReachChoice, Integer> save) {
        try {
            save.accept(
                    new ReachChoice(
                            enabled.getValue(),
                            role.getValue(),
                            externalId.getValue(),
                            ReachText.regions(regions.getValue())),
                    version);
        } catch (ReachRefused e) {
            refuse(e.reason());
        }
    }

    private void refuse(ReachRefused.Reason reason) {
        TextField field = switch (reason.field()) {
            case ROLE -> role;
            case EXTERNAL_ID -> externalId;
            case REGIONS -> regions;
        };
        FieldErrors.show(field, ReachText.refusal(reason));
        field.focus();
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
