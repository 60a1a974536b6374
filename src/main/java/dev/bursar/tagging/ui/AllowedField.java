package dev.bursar.tagging.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPattern;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.policy.TeamValues;
import dev.bursar.ui.FieldErrors;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks which values a tag may have. */
final class AllowedField extends Div {
    private static final int LONGEST_LIST = 300_000;
    private static final int LONGEST_VALUE = 256;
    private static final String TRY = "Enter a value to see whether the pattern allows it.";

    private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>("Allowed values");
    private final TextArea values = new TextArea("Values");
    private final TextField pattern = new TextField("Pattern");
    private final TextField sample = new TextField("Try a value");

    private enum Kind {
        ANY("Any value that is not empty"),
        LIST("One of a list"),
        PATTERN("Values that match a pattern"),
        TEAM("Values that name a team");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        static Kind of(ValueRule rule) {
            return switch (rule) {
                case ValueRule.Any any -> ANY;
                case ValueRule.OneOf list -> LIST;
                case ValueRule.Matching matching -> PATTERN;
                case ValueRule.Team team -> TEAM;
            };
        }
    }

    /** @param changed told when a person changes something */
    AllowedField(ValueRule stored, Runnable changed) {
        addClassName("allowed-field");
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(one -> one.label);
        kind.addClassName("vertical");
        kind.setValue(Kind.of(stored));
        values.setHelperText("One on each line. You can paste a list that is separated by lines, commas or tabs."
                + " Upper and lower case count.");
        values.setMinHeight("96px");
        values.setMaxHeight("280px");
        values.setMaxLength(LONGEST_LIST);
        values.setManualValidation(true);
        pattern.setHelperText("RE2 syntax, for the whole value. For example, cc-[0-9]{4} allows cc-4120.");
        pattern.setManualValidation(true);
        sample.setHelperText(TRY);
        sample.setMaxLength(LONGEST_VALUE);
        sample.setValueChangeMode(ValueChangeMode.LAZY);
        if (stored instanceof ValueRule.OneOf(var list)) {
            values.setValue(String.join("\n", list));
        }
        if (stored instanceof ValueRule.Matching(var text)) {
            pattern.setValue(text);
        }
        List.of(values, pattern, sample)
                .forEach(field -> field.getElement().getClassList().add("full"));
        kind.addValueChangeListener(change -> {
            arrange();
            changed.run();
        });
        values.addValueChangeListener(change -> {
            values.setInvalid(false);
            changed.run();
        });
        pattern.addValueChangeListener(change -> {
            pattern.setInvalid(false);
            tryOut();
            changed.run();
        });
        sample.addValueChangeListener(change -> tryOut());
        add(kind, values, pattern, sample);
        arrange();
    }

    private void arrange() {
        values.setVisible(kind.getValue() == Kind.LIST);
        pattern.setVisible(kind.getValue() == Kind.PATTERN);
        sample.setVisible(kind.getValue() == Kind.PATTERN);
    }

    ValueRule read() {
        values.setInvalid(false);
        pattern.setInvalid(false);
        return switch (kind.getValue()) {
            case ANY -> new ValueRule.Any();
            case LIST ->
                new ValueRule.OneOf(Arrays.stream(values.getValue().split("[\\r\\n,\\t]"))
                        .filter(value -> !value.isBlank())
                        .toList());
            case PATTERN -> new ValueRule.Matching(pattern.getValue());
            case TEAM -> new ValueRule.Team();
        };
    }

    private void tryOut() {
        sample.setHelperText(tried(pattern.getValue().strip(), sample.getValue()));
    }

    private static String tried(String pattern, String value) {
        if (pattern.isEmpty() || value.isEmpty()) {
            return TRY;
        }
        if (value.length() > LONGEST_VALUE) {
            return "A value has at most 256 characters.";
        }
        return TagPattern.problem(pattern)
                .orElseGet(() ->
                        answer(new PolicyCheck(only(pattern), new TeamValues(List.of())).of(Map.of("key", value))));
    }

    private static String answer(Optional<Finding> finding) {
        return finding.map(found -> switch (found.problem()) {
                    case VALUE_CASE -> "Not allowed: it matches only in another case or without spaces.";
                    case MISSING, EMPTY, VALUE, KEY_CASE -> "Not allowed.";
                })
                .orElse("Allowed.");
    }

    private static TagPolicy only(String pattern) {
        return new TagPolicy(
                0, "", "key", false, new ValueRule.Matching(pattern), null, null, true, true, LocalDate.EPOCH, 0, 0);
    }

    void refuseValues(String sentence) {
        FieldErrors.show(values, sentence);
        values.focus();
    }

    void refusePattern(String sentence) {
        FieldErrors.show(pattern, sentence);
        pattern.focus();
    }
}
