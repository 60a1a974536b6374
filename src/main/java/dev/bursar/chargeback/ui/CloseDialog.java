package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.ledger.Posting;
import dev.bursar.chargeback.month.CloseService;
import dev.bursar.chargeback.month.CloseService.Preview;
import dev.bursar.chargeback.month.ClosingLook.Owed;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.chargeback.text.ClosingText;
import dev.bursar.chargeback.text.IssueText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ConfirmationDialog;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A last look at what a month's documents are made of, and what stands in the way of closing it. */
final class CloseDialog extends Dialog {
    private final CloseService service;
    private final YearMonth month;
    private final Runnable closed;
    private final LoadedPart<Preview> content;
    private final Button button = Buttons.primary("", click -> askToClose());
    private @Nullable Preview preview;

    /** @param closed called after it was closed */
    CloseDialog(CloseService service, YearMonth month, Workers workers, Clock clock, Runnable closed) {
        this.service = service;
        this.month = month;
        this.closed = closed;
        content = new LoadedPart<>(workers, clock, () -> service.preview(month), this::shown)
                .failure("The month could not be added up", "Nothing was closed.");
        setHeaderTitle("Close " + Formats.month(month));
        getHeader().add(Buttons.icon(Icons.X, "Close dialog", click -> close()));
        addClassName("issue-dialog");
        setCloseOnOutsideClick(false);
        button.setText("Close " + Formats.month(month) + "\u2026");
        button.setEnabled(false);
        add(content);
        getFooter().add(Buttons.neutral("Cancel", click -> close()), button);
        // an answer that comes before the dialog is there would be lost
        addAttachListener(attached -> content.load(Skeleton.table("Adding up the month", 6, false)));
    }

    private Component shown(Preview now) {
        preview = now;
        button.setEnabled(now.blocks().isEmpty());
        Optional<EmptyState> waits = ChecksSection.waits(now.blocks());
        if (waits.isPresent()) {
            return waits.get();
        }
        var all = Styled.stack();
        // long ones are scrolled by keyboard too
        all.getElement().setAttribute("tabindex", "0");
        all.getElement().setAttribute("role", "group");
        all.getElement().setAttribute("aria-label", "What closing makes final");
        if (!now.blocks().isEmpty()) {
            all.add(new Paragraph("It can\u2019t be closed yet:"), ChecksSection.list(now.blocks()));
        }
        List<String> open = ClosingText.open(now.look());
        if (!open.isEmpty()) {
            var words = Styled.div("conflict-words");
            open.forEach(sentence -> words.add(new Paragraph(sentence)));
            all.add(Styled.div("conflict", Icons.TRIANGLE_ALERT.create(), words));
        }
        if (now.figures().isEmpty()) {
            all.add(new Paragraph("The month has neither charges nor documents. It closes at 0.00."));
        }
        now.figures().forEach(figures -> all.add(table(figures)));
        now.look().owed().forEach(owed -> all.add(table(owed)));
        if (!now.look().posted().isEmpty()) {
            all.add(posted(now.look().posted()));
        }
        ClosingText.differences(now.look()).forEach(sentence -> all.add(new Paragraph(sentence)));
        now.documents().stream()
                .filter(document -> !document.ofMonth().equals(month))
                .forEach(document -> all.add(new Paragraph("Document " + document.number() + " of "
                        + Formats.month(document.ofMonth()) + " counts in this month: "
                        + Formats.signed(
                                document.amount().getAmount(),
                                document.amount().getCurrencyUnit().getCode())
                        + ".")));
        if (now.blocks().isEmpty()) {
            all.add(Styled.note(
                    "A closed month never changes again. If AWS changes its costs later, the correction appears in the"
                            + " earliest open month."));
        }
        return all;
    }

    private static Div table(Figures figures) {
        String currency = figures.currency();
        var lines = new ArrayList<>(List.of(
                new Line("Direct", figures.direct()),
                new Line("Shared", figures.shared()),
                new Line("Unallocated", figures.unallocated()),
                new Line("Corrections", figures.corrections()),
                new Line("AWS rounding", figures.rounding().orElse(BigDecimal.ZERO)),
                new Line("AWS receivable: changed after issue", figures.receivable())));
        if (figures.accepted().signum() != 0) {
            lines.add(new Line("Accepted differences", figures.accepted()));
        }
        figures.difference().ifPresent(difference -> lines.add(new Line("Difference", difference)));
        return new Div(new Table<>("What AWS\u2019s documents are made of, " + currency, currency, lines)
                .name("Part", "AWS\u2019s documents", Line::name)
                .money(currency, 140, Line::amount)
                .foot(figures.documents()
                        .map(total -> Formats.money(total, currency))
                        .orElse("none"))
                .html());
    }

    private record Line(String name, BigDecimal amount) {}

    private static Div table(Owed owed) {
        String currency = owed.currency();
        List<Line> lines = List.of(
                new Line(Formats.count(owed.teams(), "team owes", "teams owe in all"), owed.byTeams()),
                new Line("Unallocated", owed.unallocated()),
                new Line("Including corrections of closed months", owed.corrections()),
                new Line(
                        "Including adjustments" + (owed.moved() == 0 ? "" : " (" + owed.moved() + ")"),
                        owed.adjustments()));
        return new Div(new Table<>("What statements ask for, " + currency, currency, lines)
                .name("Statements", Line::name)
                .money(currency, 140, Line::amount)
                .html());
    }

    /** Each amount as it is posted, whichever month it is about. */
    private Div posted(List<Posting> posted) {
        return new Div(new Table<>("What closing posts beside documents", posted)
                .name("Closing posts", one -> ClosingText.posted(one, month))
                .figure(
                        "Amount",
                        140,
                        one -> Formats.signed(
                                one.amount().getAmount(),
                                one.amount().getCurrencyUnit().getCode()))
                .html());
    }

    /** What closing makes final is named once more. */
    private void askToClose() {
        Preview shown = preview;
        if (shown == null) {
            return;
        }
        var sentences = new ArrayList<>(ClosingText.look(shown.look(), month));
        sentences.add("A closed month never changes again.");
        new ConfirmationDialog(
                        "Close " + Formats.month(month) + "?",
                        sentences,
                        "Close " + Formats.month(month),
                        () -> closeMonth(shown))
                .open();
    }

    private void closeMonth(Preview shown) {
        UserAction.of(() -> {
                    service.close(month, shown.token());
                    close();
                    Notices.success(Formats.month(month) + " is closed.");
                    closed.run();
                })
                .on(IssueRefused.class, refused -> {
                    Notices.warning(IssueText.refused(refused.why()));
                    content.reload();
                })
                .denied("Your role no longer includes closing months. Nothing was closed.")
                .run();
    }
}
