package dev.bursar.tagging.ui.keys;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.sync.Estimate;
import dev.bursar.tagging.keys.BackfillPlan;
import dev.bursar.tagging.keys.BackfillPlan.Effect;
import dev.bursar.tagging.keys.BackfillPlan.Month;
import dev.bursar.tagging.keys.BackfillRefused;
import dev.bursar.tagging.keys.BackfillService;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Shows what a backfill from a month on would do to keys, months and costs, and proposes it. */
final class BackfillDialog extends Dialog {

    private final BackfillService service;
    private final LongConsumer proposed;
    private final Select<YearMonth> from = new Select<>();
    private final ReasonField reason = new ReasonField();
    private final Button propose = Buttons.primary("Propose", click -> propose());
    private final LoadedPart<BackfillPlan> content;
    private @Nullable YearMonth asked;

    /** @param proposed is told the change's number */
    BackfillDialog(BackfillService service, Workers workers, Clock clock, LongConsumer proposed) {
        this.service = service;
        this.proposed = proposed;
        setHeaderTitle("Backfill of tag keys");
        addClassNames("change-dialog", "propose-tags");
        setCloseOnOutsideClick(false);
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        from.setLabel("From the first of");
        from.setItemLabelGenerator(Formats::month);
        from.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                ask(change.getValue());
            }
        });
        propose.setEnabled(false);
        content = new LoadedPart<>(workers, clock, () -> service.plan(Optional.ofNullable(asked)), this::shown)
                .failure("What a backfill would do could not be worked out", "Nothing was proposed.");
        add(content);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), propose);
        addAttachListener(attach -> {
            if (attach.isInitialAttach()) {
                content.load(Skeleton.table("Working out what would change", 6, false));
            }
        });
    }

    private void ask(YearMonth month) {
        asked = month;
        propose.setEnabled(false);
        content.reload();
    }

    private Component shown(BackfillPlan plan) {
        if (asked == null) {
            from.setItems(plan.months());
        }
        asked = plan.from();
        from.setValue(plan.from());
        propose.setEnabled(plan.refused().isEmpty());
        var all = Styled.div(
                "change-fields",
                new Paragraph(
                        "A backfill gives the costs of all months from then on the tag keys that are active today, and takes"
                                + " away those that are inactive. It can\u2019t be undone, and AWS accepts one in 24 hours."),
                from);
        plan.refused().ifPresent(why -> all.add(new Paragraph(KeyText.refused(why, plan.possible()))));
        all.add(keys(plan), table(plan), Styled.note(owners(plan)), Styled.note(reading(plan)));
        if (plan.refused().isEmpty()) {
            all.add(reason);
        }
        return all;
    }

    private static Div keys(BackfillPlan plan) {
        String loses = KeyText.keys(plan, Effect.LOSES);
        String gains = KeyText.keys(plan, Effect.GAINS);
        var words = Styled.stack();
        words.add(new Paragraph(
                loses.isEmpty()
                        ? "No key loses its past: none was deactivated since then."
                        : "Lose their past, if costs had them: " + loses + ". They are inactive now."));
        words.add(new Paragraph(
                gains.isEmpty()
                        ? "No key was activated since then, so none gains a past."
                        : "Gain these months: " + gains + "."));
        return words;
    }

    private static HtmlTable table(BackfillPlan plan) {
        var rows = new FixedRows();
        for (Month month : plan.changed()) {
            String unowned = month.unowned().isEmpty() ? "\u2013" : KeyText.amounts(month.unowned());
            rows.line(
                    Formats.month(month.month()),
                    "",
                    KeyText.stage(month.stage()),
                    unowned,
                    KeyText.stage(month.stage()));
        }
        return new HtmlTable(
                "Months of the backfill",
                List.of(
                        Column.name("month", "Month", ""),
                        Column.figure("unowned", "May get an owner", 150, ""),
                        Column.text("statements", "Statements", 190).onlyWide()),
                List.of(),
                rows);
    }

    private static String owners(BackfillPlan plan) {
        return plan.changed().stream().allMatch(month -> month.unowned().isEmpty())
                ? "The key that names teams gains nothing, so no costs get an owner by it."
                : "Unallocated EffectiveCost before the key that names teams was active: an upper bound. AWS says only"
                        + " afterwards how much of it has a value.";
    }

    private static String reading(BackfillPlan plan) {
        Estimate estimate = plan.reading();
        return estimate == null
                ? "When AWS is done, Bursar reads costs again. What that costs is not known before costs have been read once."
                : "When AWS is done, Bursar reads costs again: up to about " + Formats.count(estimate.most())
                        + " paid requests, " + Formats.money(estimate.mostUsd(), "USD") + ".";
    }

    private void propose() {
        YearMonth month = asked;
        if (month == null) {
            return;
        }
        UserAction.of(() -> {
                    long change = service.propose(month, reason.getValue());
                    close();
                    proposed.accept(change);
                })
                .on(BackfillRefused.class, refused -> Notices.warning(KeyText.refused(refused.why(), null)))
                .on(AwsChangeRefused.class, this::refuse)
                .denied("Nothing was proposed. You no longer have permission to ask for backfills.")
                .run();
    }

    private void refuse(AwsChangeRefused refused) {
        String words = AwsChangeText.refused(refused);
        if (refused.isOfReason()) {
            reason.refuse(words);
        } else {
            Notices.warning(words, AwsChangeText.holder(refused));
        }
    }
}
