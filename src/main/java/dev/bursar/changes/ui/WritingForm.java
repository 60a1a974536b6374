package dev.bursar.changes.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a kind may be written, who approves, and within which bounds. What is wrong is said at its field. */
final class WritingForm extends Composite<Section> {
    private static final int LONGEST = 4_000;

    private final Section section = new Section("Settings");
    private final Checkbox enabled;
    private final Checkbox another = new Checkbox("An admin can\u2019t approve their own proposals");
    private final Checkbox stacks = new Checkbox("Write tags of resources that a CloudFormation stack owns, too");
    private final TextField role = new TextField("Role name");
    private final TextField most = new TextField();
    private final TextField keys = new TextField("Tag keys");
    private final TextField types = new TextField("Resource types");
    private final TextField accounts = new TextField("Accounts");
    private final int version;

    WritingForm(WriteKind kind, WriteSettings settings, boolean mayChange, Consumer<WriteSettings> save) {
        enabled = new Checkbox(AwsChangeText.writes(kind));
        version = settings.version();
        enabled.setValue(settings.enabled());
        another.setValue(settings.another());
        stacks.setValue(settings.stacks());
        role.setValue(settings.roleName());
        role.setHelperText(
                kind.isEverywhere()
                        ? "The role has the same name in every account, the payer\u2019s too."
                        : "In the account of Bursar\u2019s own credentials.");
        most.setLabel(kind.isEverywhere() ? "Resources in one change" : "At most in one change");
        most.setValue(String.valueOf(settings.most()));
        most.setHelperText("1 to 10,000");
        keys.setValue(joined(settings.keys()));
        keys.setPlaceholder("All keys of tag policies");
        keys.setHelperText("Leave empty, or enter some with commas between.");
        types.setValue(joined(settings.types()));
        types.setPlaceholder("All types that can be written");
        types.setHelperText("Such as ec2:instance, sagemaker:endpoint.");
        accounts.setValue(joined(settings.accounts()));
        accounts.setPlaceholder("All accounts");
        accounts.setHelperText("Twelve digits each, with commas between.");
        List<TextField> fields = List.of(role, most, keys, types, accounts);
        fields.forEach(field -> {
            field.setMaxLength(LONGEST);
            field.addValueChangeListener(change -> field.setInvalid(false));
        });
        section.with(
                Styled.note(
                        "Bursar only reads until you turn this on. It then writes what was proposed and approved, by a role of its own, and"
                                + " nothing else."),
                Styled.div("writing-switches", enabled, another),
                Styled.div("field-row", role, most));
        if (kind.isEverywhere()) {
            section.with(Styled.div("writing-switches", stacks), Styled.div("field-row", keys, types, accounts));
        }
        if (mayChange) {
            section.with(Styled.div("reach-buttons", Buttons.primary("Save", click -> save(save))));
        } else {
            List.of(enabled, another, stacks).forEach(box -> box.setReadOnly(true));
            fields.forEach(field -> field.setReadOnly(true));
        }
    }

    @Override
    protected Section initContent() {
        return section;
    }

    private static String joined(@Nullable List<String> texts) {
        return texts == null ? "" : String.join(", ", texts);
    }

    private void save(Consumer<WriteSettings> save) {
        boolean ok = check(
                        role,
                        role.getValue().strip().matches("[A-Za-z0-9+=,.@_-]{1,64}"),
                        "A role name has 1 to 64 letters, digits and + = , . @ _ -.")
                & check(most, most.getValue().strip().matches("[1-9][0-9]{0,3}|10000"), "Enter 1 to 10,000.")
                & check(
                        keys,
                        texts(keys).stream()
                                .allMatch(key -> key.length() <= 128
                                        && !key.toLowerCase(Locale.ROOT).startsWith("aws:")),
                        "A key has at most 128 characters and doesn\u2019t begin with aws:.")
                & check(
                        types,
                        texts(types).stream().allMatch(type -> type.matches("[a-z0-9-]{1,40}:[A-Za-z0-9_/-]{1,80}")),
                        "Enter types as Violations names them, such as ec2:instance.")
                & check(
                        accounts,
                        texts(accounts).stream().allMatch(account -> account.matches("[0-9]{12}")),
                        "An account has twelve digits.");
        if (ok) {
            save.accept(new WriteSettings(
                    enabled.getValue(),
                    another.getValue(),
                    role.getValue().strip(),
                    orAll(keys),
                    orAll(types),
                    orAll(accounts),
                    Integer.parseInt(most.getValue().strip()),
                    stacks.getValue(),
                    version,
                    null,
                    null));
        }
    }

    private static List<String> texts(TextField field) {
        return Arrays.stream(field.getValue().split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    private static @Nullable List<String> orAll(TextField field) {
        return Optional.of(texts(field)).filter(some -> !some.isEmpty()).orElse(null);
    }

    private static boolean check(TextField field, boolean ok, String words) {
        if (!ok) {
            FieldErrors.show(field, words);
            field.focus();
        }
        return ok;
    }
}
