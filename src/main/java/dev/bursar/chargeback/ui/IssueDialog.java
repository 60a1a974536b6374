package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueRefused.Why;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.month.IssueService.Preview;
import dev.bursar.chargeback.month.IssueService.Row;
import dev.bursar.chargeback.text.IssueText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Shows what each team would owe, what stands in the way and what needs a reason, and issues it. */
final class IssueDialog extends Dialog {
    private final Clock clock;
    private final IssueService service;
    private final YearMonth month;
    private final Runnable issued;
    private final LoadedPart<Optional<Preview>> content;
    private final ReasonField reason = new ReasonField();
    private final DatePicker answerBy = new DatePicker("Answers are asked for by");
    private final Button issue = Buttons.primary("Issue", click -> issue());
    private @Nullable Preview preview;

    /** @param issued called after it was issued */
    IssueDialog(IssueService service, YearMonth month, Workers workers, Clock clock, Runnable issued) {
        this.clock = clock;
        this.service = service;
        this.month = month;
        this.issued = issued;
        content = new LoadedPart<>(workers, clock, () -> service.preview(month), this::shown)
                .failure("What would be issued could not be worked out", "Nothing was issued.");
        setHeaderTitle("Issue statements of " + Formats.month(month));
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        addClassName("issue-dialog");
        setCloseOnOutsideClick(false);
        answerBy.setManualValidation(true);
        answerBy.setRequiredIndicatorVisible(true);
        answerBy.addValueChangeListener(change -> answerBy.setInvalid(false));
        answerBy.setI18n(DayFormats.words());
        issue.setEnabled(false);
        add(content);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), issue);
        // an answer that comes before the dialog is there would be lost
        addAttachListener(attached -> content.load(Skeleton.table("Working out what each team owes", 8, false)));
    }

    private Component shown(Optional<Preview> found) {
        preview = found.orElse(null);
        Optional<EmptyState> waits = found.flatMap(now -> ChecksSection.waits(now.blocks()));
        issue.setVisible(waits.isEmpty());
        if (waits.isPresent()) {
            return waits.get();
        }
        if (found.isEmpty() || found.get().rows().isEmpty()) {
            issue.setVisible(false);
            return EmptyState.nothingFound(
                    "Nothing to issue",
                    Looked.atOwn("every line of every statement", clock.instant()),
                    "All are issued as they are now.");
        }
        Preview now = found.get();
        long teams = now.rows().stream().map(Row::team).distinct().count();
        if (now.number() > 1) {
            setHeaderTitle("Issue new versions of " + Formats.month(month));
        }
        issue.setText("Issue " + Formats.count(teams, "statement", "statements"));
        issue.setEnabled(now.blocks().isEmpty());
        reason.setRequiredIndicatorVisible(now.needsReason());
        reason.setHelperText(
                now.number() > 1
                        ? "Leads see it on the new version."
                        : now.warnings().isEmpty() ? "Not needed." : "Needed because of what is listed above.");
        if (answerBy.isEmpty()) {
            answerBy.setValue(now.answerBy());
        }
        var all = Styled.stack();
        if (!now.blocks().isEmpty()) {
            all.add(new Paragraph("It can\u2019t be issued yet:"), ChecksSection.list(now.blocks()));
        }
        all.add(table(now));
        if (!now.warnings().isEmpty()) {
            all.add(new Paragraph("To issue anyway, enter a reason:"), ChecksSection.list(now.warnings()));
        }
        if (now.blocks().isEmpty()) {
            all.add(Styled.div("change-fields", reason, answerBy));
            all.add(Styled.note(
                    "Issued statements stay as they are: later changes of costs, pools, teams and names don\u2019t"
                            + " reach them. Leads can accept or dispute them."));
        }
        return all;
    }

    private static Div table(Preview preview) {
        boolean again = preview.number() > 1;
        return new Div(new Table<>("What each team owes", preview.rows())
                .name("Team", row -> row.team() == 0 ? "Unallocated" : row.name())
                .narrow(row -> again ? row.before().isPresent() ? "issued " + before(row) : before(row) : "")
                .figure("Issued", 130, IssueDialog::before)
                .onlyWide()
                .shownIf(again)
                .figure(again ? "New version" : "Owes", 130, row -> Formats.money(row.total(), row.currency()))
                .html());
    }

    private static String before(Row row) {
        return row.before().map(before -> Formats.money(before, row.currency())).orElse("not issued");
    }

    private void issue() {
        Preview shown = preview;
        if (shown == null) {
            return;
        }
        if (answerBy.getValue() == null) {
            refuse(new IssueRefused(Why.ANSWER_DAY));
            return;
        }
        UserAction.of(() -> {
                    int statements = service.issue(month, shown.token(), reason.getValue(), answerBy.getValue());
                    close();
                    Notices.success(Formats.count(statements, "statement", "statements") + " of " + Formats.month(month)
                            + " issued.");
                    issued.run();
                })
                .on(IssueRefused.class, this::refuse)
                .denied("Your role no longer includes issuing statements. Nothing was issued.")
                .run();
    }

    private void refuse(IssueRefused refused) {
        String words = IssueText.refused(refused.why());
        switch (refused.why()) {
            case NO_REASON, REASON_TOO_LONG -> reason.refuse(words);
            case ANSWER_DAY -> {
                FieldErrors.show(answerBy, words);
                answerBy.focus();
            }
            case NO_COSTS, BLOCKED, CHANGED, NOTHING_TO_ISSUE, CLOSED -> {
                Notices.warning(words);
                content.reload();
            }
        }
    }
}
