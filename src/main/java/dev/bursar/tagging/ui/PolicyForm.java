package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.tagging.policy.PolicyCheck;
import dev.bursar.tagging.policy.PolicyRefused;
import dev.bursar.tagging.policy.PolicyRefused.Why;
import dev.bursar.tagging.policy.PolicyService.Choices;
import dev.bursar.tagging.policy.Problem.Finding;
import dev.bursar.tagging.policy.TagPattern;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.policy.TagPolicy.ValueRule;
import dev.bursar.tagging.policy.TeamValues;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The fields of a tag policy. */
final class PolicyForm extends Div {
    private static final int LONGEST_LABEL = 80;

    private final TextField name = new TextField("Name");
    private final ComboBox<String> key = new ComboBox<>("Tag key");
    private final Checkbox anyKeyCase = new Checkbox("Accept the key in any case");
    private final AllowedField allowed;
    private final ChosenField types;
    private final ChosenField accounts;
    private final Checkbox withFree = new Checkbox("Include resources that cost nothing");
    private final Checkbox withServiceMade = new Checkbox("Include resources made by AWS services");
    private final DatePicker from = new DatePicker("From");
    private final TextField grace = new TextField("Grace period in days");

    /**
     * @param begin what the fields say first
     * @param names of accounts by id
     * @param changed told when a person changes something
     */
    PolicyForm(Choices choices, TagPolicy begin, Map<String, String> names, Runnable changed) {
        addClassName("policy-form");
        name.setMaxLength(100);
        name.setRequiredIndicatorVisible(true);
        name.setManualValidation(true);
        name.setValue(begin.name());
        key.setItems(choices.keys());
        key.setItemLabelGenerator(one -> PlainText.cut(one, LONGEST_LABEL));
        key.setAllowCustomValue(true);
        key.addCustomValueSetListener(typed -> key.setValue(typed.getDetail()));
        key.setRequiredIndicatorVisible(true);
        key.setManualValidation(true);
        key.setHelperText("Spelled exactly as in AWS, for example team. Choose a key or enter another one.");
        if (!begin.key().isEmpty()) {
            key.setValue(begin.key());
        }
        anyKeyCase.setValue(begin.anyKeyCase());
        anyKeyCase.setHelperText("Team and TEAM count as team.");
        allowed = new AllowedField(begin.rule(), changed);
        types = new ChosenField(
                "Resource types",
                "types",
                choices.types(),
                begin.types(),
                type -> PlainText.cut(type, LONGEST_LABEL),
                changed);
        accounts = new ChosenField(
                "Accounts",
                "accounts",
                choices.accounts(),
                begin.accounts(),
                id -> PolicyText.account(id, names),
                changed);
        withFree.setValue(begin.withFree());
        withServiceMade.setValue(begin.withServiceMade());
        withServiceMade.setHelperText(
                "Such as network interfaces of a load balancer. People often can\u2019t tag them.");
        from.setI18n(DayFormats.words());
        from.setRequiredIndicatorVisible(true);
        from.setManualValidation(true);
        from.setHelperText("The first day on which resources are checked, in UTC.");
        from.setValue(begin.from());
        grace.setHelperText("Days before a new violation counts as open (0\u2013365).");
        grace.setManualValidation(true);
        grace.setMaxLength(3);
        grace.setValue(String.valueOf(begin.graceDays()));
        listen(changed);
        var more = new NativeDetails("More resources", new Div(withFree, withServiceMade));
        more.addClassName("policy-more");
        more.setOpen(begin.withFree() || begin.withServiceMade());
        add(name, key, anyKeyCase, allowed, types, accounts, more, Styled.div("price-pair", from, grace));
    }

    private void listen(Runnable changed) {
        key.addValueChangeListener(change -> changed.run());
        anyKeyCase.addValueChangeListener(change -> changed.run());
        withFree.addValueChangeListener(change -> changed.run());
        withServiceMade.addValueChangeListener(change -> changed.run());
        from.addValueChangeListener(change -> changed.run());
        grace.addValueChangeListener(change -> changed.run());
    }

    /** As entered; what a policy finds doesn't depend on it. */
    String name() {
        return name.getValue();
    }

    /** What is entered, without number and version; empty where a field can't be read, which is then said at it. */
    Optional<TagPolicy> read() {
        name.setInvalid(false);
        key.setInvalid(false);
        from.setInvalid(false);
        grace.setInvalid(false);
        LocalDate day = from.getValue();
        if (day == null) {
            refuse(from, "Choose a date, such as 1 Nov 2026.");
            return Optional.empty();
        }
        String days = grace.getValue().strip();
        if (!days.matches("\\d{1,3}")) {
            refuse(grace, "Enter 0 to 365 days.");
            return Optional.empty();
        }
        return Optional.of(new TagPolicy(
                0,
                name.getValue(),
                key.getOptionalValue().orElse(""),
                anyKeyCase.getValue(),
                allowed.read(),
                types.read(),
                accounts.read(),
                withFree.getValue(),
                withServiceMade.getValue(),
                day,
                Integer.parseInt(days),
                0));
    }

    /** Says at the field what is wrong. */
    void refused(PolicyRefused refused) {
        String sentence = refused.sentence();
        switch (refused.field()) {
            case NAME -> refuse(name, sentence);
            case KEY -> refuse(key, sentence);
            case VALUES -> allowed.refuseValues(sentence);
            case PATTERN -> allowed.refusePattern(sentence);
            case TYPES -> types.refuse(sentence);
            case ACCOUNTS -> accounts.refuse(sentence);
            case FROM -> refuse(from, sentence);
            case GRACE -> refuse(grace, sentence);
            case EXEMPT, REASON, LAST_DAY -> throw new IllegalStateException("A policy has no such field", refused);
        }
    }

    private static <F extends HasValidation & Focusable<?>> void refuse(F field, String sentence) {
        FieldErrors.show(field, sentence);
        field.focus();
    }

    /** Asks for all of something or for chosen ones. */
    static final class ChosenField extends Div {
        private final RadioButtonGroup<Boolean> which = new RadioButtonGroup<>();
        private final MultiSelectComboBox<String> chosen;

        /**
         * @param label {@code Types}
         * @param many {@code types}
         * @param stored null for all
         * @param words how a choice is written
         * @param changed told when a person changes something
         */
        ChosenField(
                String label,
                String many,
                List<String> choices,
                @Nullable List<String> stored,
                Function<String, String> words,
                Runnable changed) {
            addClassName("chosen-field");
            chosen = new MultiSelectComboBox<>("Chosen " + many);
            which.setLabel(label);
            which.setItems(false, true);
            which.setItemLabelGenerator(some -> some ? "Chosen " + many : "All " + many);
            which.setValue(stored != null);
            var items = new TreeSet<>(choices);
            if (stored != null) {
                items.addAll(stored);
            }
            chosen.setItems(items);
            chosen.setItemLabelGenerator(words::apply);
            chosen.setManualValidation(true);
            chosen.setWidthFull();
            chosen.setVisible(stored != null);
            if (stored != null) {
                chosen.setValue(stored);
            }
            which.addValueChangeListener(change -> {
                chosen.setVisible(which.getValue());
                changed.run();
            });
            chosen.addValueChangeListener(change -> {
                chosen.setInvalid(false);
                changed.run();
            });
            add(which, chosen);
        }

        /** Null for all. */
        @Nullable
        List<String> read() {
            chosen.setInvalid(false);
            return which.getValue() ? chosen.getValue().stream().sorted().toList() : null;
        }

        void refuse(String sentence) {
            FieldErrors.show(chosen, sentence);
            chosen.focus();
        }
    }

    /** Asks which values a tag may have. */
    static final class AllowedField extends Div {
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
                    .map(Why::sentence)
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
                    0,
                    "",
                    "key",
                    false,
                    new ValueRule.Matching(pattern),
                    null,
                    null,
                    true,
                    true,
                    LocalDate.EPOCH,
                    0,
                    0);
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
}
