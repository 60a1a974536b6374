package dev.bursar.tagging.ui.fixes;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.tagging.writes.Obstacle;
import dev.bursar.tagging.writes.TagChangeService;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import dev.bursar.tagging.writes.TagChangeService.Plan;
import dev.bursar.tagging.writes.TagChangeService.Planned;
import dev.bursar.tagging.writes.TagChangeService.Refused;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import module java.base;

/** Proposes tags that Bursar writes: a value for each chosen violation, the likely one to begin with. */
final class ProposeDialog extends Dialog {
    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_LIST = 400;

    private final TagChangeService service;
    private Set<Long> refused = Set.of();
    private final LongConsumer proposed;
    private final Map<Long, TextField> fields = new LinkedHashMap<>();
    private final TextField all = new TextField("One value for all");
    private final ReasonField reason = new ReasonField();
    private final Button propose = Buttons.primary("Propose", click -> propose());

    /**
     * @param plan asks what can be proposed, with the rights that the person has then
     * @param proposed is told the change's number
     */
    ProposeDialog(TagChangeService service, Supplier<Plan> plan, LongConsumer proposed, Workers workers, Clock clock) {
        this.service = service;
        this.proposed = proposed;
        setHeaderTitle("Propose tags");
        addClassNames("change-dialog", "propose-tags");
        setCloseOnOutsideClick(false);
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        all.setMaxLength(LONGEST_VALUE);
        propose.setEnabled(false);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), propose);
        var content = new LoadedPart<>(workers, clock, plan, this::shown)
                .failure("The violations could not be read", "Nothing was proposed.");
        add(content);
        addAttachListener(attach -> {
            if (attach.isInitialAttach()) {
                content.load(Skeleton.table("Looking for likely values", 5, false));
            }
        });
    }

    private Component shown(Plan plan) {
        fields.clear();
        var rows = Styled.div("propose-rows");
        List<Planned> writable =
                plan.tags().stream().filter(tag -> tag.obstacle().isEmpty()).toList();
        writable.forEach(tag -> rows.add(row(tag)));
        long likely = writable.stream().filter(tag -> tag.value() != null).count();
        propose.setEnabled(!fields.isEmpty());
        String words = fields.isEmpty()
                ? "None of these tags can be written by Bursar."
                : Formats.count(likely) + " of " + Formats.count(writable.size(), "tag has", "tags have")
                        + " a likely value. Tags without a value are left out.";
        var parts = Styled.div("change-fields", new Paragraph(words + left(plan)));
        if (fields.size() > 1) {
            parts.add(Styled.div(
                    "propose-all",
                    all,
                    Buttons.neutral(
                            "Set for all",
                            click -> fields.values()
                                    .forEach(field ->
                                            field.setValue(all.getValue().strip())))));
        }
        values(writable).forEach(parts::add);
        parts.add(rows);
        if (writable.size() < plan.tags().size()) {
            parts.add(leftOut(plan));
        }
        parts.add(reason);
        if (!fields.isEmpty()) {
            fields.values().iterator().next().focus();
        }
        return parts;
    }

    private static String left(Plan plan) {
        return plan.left() > 0
                ? " A change has at most " + Formats.count(plan.most()) + " resources: "
                        + Formats.count(plan.left(), "violation is", "violations are") + " left for another one."
                : "";
    }

    /** What may be entered, once for each key. */
    private static List<Component> values(List<Planned> writable) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        writable.stream()
                .filter(tag -> tag.value() == null && !tag.values().isEmpty())
                .forEach(tag -> values.putIfAbsent(tag.row().key(), tag.values()));
        return values.entrySet().stream()
                .<Component>map(one -> Styled.note(PlainText.cut(one.getKey(), 60) + " can be: "
                        + PlainText.cut(String.join(", ", one.getValue()), LONGEST_LIST)))
                .toList();
    }

    private static Component leftOut(Plan plan) {
        var rows = Styled.div("propose-rows");
        plan.tags()
                .forEach(tag -> tag.obstacle()
                        .ifPresent(why ->
                                rows.add(Styled.div("propose-row", about(tag), Styled.note(ObstacleText.of(why))))));
        return new NativeDetails(
                Formats.count(rows.getComponentCount(), "tag", "tags") + " that Bursar can\u2019t write", rows);
    }

    private static Component about(Planned tag) {
        var name = new Span(PlainText.cutMiddle(tag.row().name(), 60));
        name.setTitle(PlainText.full(tag.row().arn()));
        return Styled.div(
                "propose-about",
                name,
                Styled.quiet(tag.row().type() + ", "
                        + ProblemText.of(tag.row().key(), tag.row().finding())));
    }

    private Component row(Planned tag) {
        var field = new TextField();
        field.setAriaLabel("Value of " + PlainText.cut(tag.row().key(), 60) + " of "
                + PlainText.cut(tag.row().name(), 60));
        field.setMaxLength(LONGEST_VALUE);
        field.setPlaceholder(PlainText.cut(tag.row().key(), 40));
        field.setValue(tag.value() == null ? "" : tag.value());
        field.setHelperText((SignText.of(tag.sign()) + " " + AwsChangeText.caution(tag.caution())).strip());
        field.addValueChangeListener(change -> {
            field.setInvalid(false);
            refused = Set.of();
            propose.setText("Propose");
        });
        fields.put(tag.row().id(), field);
        return Styled.div("propose-row", about(tag), field);
    }

    private void propose() {
        List<Choice> choices = new ArrayList<>();
        fields.forEach((violation, field) -> {
            if (!field.getValue().isBlank()) {
                choices.add(new Choice(violation, field.getValue()));
            }
        });
        UserAction.of(() -> {
                    Map<Long, Obstacle> left = service.obstacles(choices);
                    List<Choice> writable = choices.stream()
                            .filter(choice -> !left.containsKey(choice.violation()))
                            .toList();
                    if (!left.isEmpty() && (writable.isEmpty() || !left.keySet().equals(refused))) {
                        refuse(left, writable.size());
                        return;
                    }
                    long change = service.propose(writable, reason.getValue());
                    close();
                    proposed.accept(change);
                })
                .on(Refused.class, this::refuse)
                .on(AwsChangeRefused.class, this::refuse)
                .denied("Nothing was proposed. You no longer have permission to propose tags.")
                .run();
    }

    private void refuse(Refused refused) {
        refuse(refused.obstacles(), 0);
    }

    /** Each row that can't be written says why; asked once more, the others are proposed without it. */
    private void refuse(Map<Long, Obstacle> obstacles, int others) {
        obstacles.forEach((violation, why) -> {
            TextField field = fields.get(violation);
            if (field != null) {
                FieldErrors.show(field, ObstacleText.of(why));
            }
        });
        fields.entrySet().stream()
                .filter(one -> obstacles.containsKey(one.getKey()))
                .findFirst()
                .ifPresent(one -> one.getValue().focus());
        refused = Set.copyOf(obstacles.keySet());
        propose.setText(others > 0 ? "Propose the other " + Formats.count(others) : "Propose");
    }

    private void refuse(AwsChangeRefused refused) {
        String words = AwsChangeText.refused(refused);
        if (refused.isOfReason()) {
            reason.refuse(words);
        } else {
            Notices.warning(words, AwsChangeText.holder(refused));
        }
    }

    /** Why a tag can't be written, and what to do. */
    static final class ObstacleText {
        private ObstacleText() {}

        static String of(Obstacle obstacle) {
            return switch (obstacle) {
                case STACK -> "Tagging a CloudFormation stack starts an update of it. Set the tag in the stack.";
                case OWNED_BY_STACK -> "A CloudFormation stack owns this resource. Set the tag in the stack.";
                case TYPE -> "Bursar can\u2019t write tags of this type. Use the script.";
                case TYPE_NOT_CHOSEN -> "Bursar may not change this type.";
                case ACCOUNT_NOT_CHOSEN -> "Bursar may not change this account.";
                case KEY_NOT_CHOSEN -> "Bursar may not change this key.";
                case KEY_OF_AWS -> "AWS sets tags that begin with aws: by itself.";
                case TOO_MANY_TAGS -> "It already has 50 tags, the most that AWS allows. Remove one first.";
                case NO_VALUE -> "Enter a value.";
                case VALUE -> "AWS takes up to 256 letters, digits, spaces and _ . : / = + - @.";
                case VALUE_NOT_ALLOWED -> "The policy doesn\u2019t allow this value.";
                case IN_ANOTHER_CHANGE -> "A fix is already proposed.";
                case GONE -> "The violation is no longer there.";
            };
        }
    }
}
