package dev.bursar.changes.ui;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.Decision;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;

/** The columns of changes to AWS, on the page and in files. */
final class AwsChangeTable extends ListGrid<AwsChange, Long> {
    private static final int LONGEST = 80;

    /** @param admin whether the person may decide */
    AwsChangeTable(ListPage<?> page, boolean admin, ListGrid.Rows<AwsChange> rows, long count) {
        super("Changes to AWS", page, AwsChange::id, ChangeLinks::change);
        column("Change", 185, 4, this::what);
        column(
                "State",
                130,
                0,
                row -> admin && row.state() == AwsChange.State.PROPOSED
                        ? new Div(badge(row.state()), decide(row))
                        : badge(row.state()));
        wide("Reason", 170, 3, row -> Styled.div("wrapped", PlainText.cut(row.reason(), 200)));
        Tables.wideOnly(figure("30-day cost", 110, 0, AwsChangeTable::cost));
        wide("Proposed", 176, 1, AwsChangeTable::proposed);
        wide("Decided", 176, 1, AwsChangeTable::decided);
        show(rows, AwsChange::id, count);
    }

    private Component what(AwsChange row) {
        String title = AwsChangeText.title(row);
        return name(
                row,
                title,
                title,
                "Change " + row.id() + ", " + AwsChangeText.outcome(row),
                AwsChangeText.costs(row) + (row.costs().isEmpty() ? "" : ", ") + "by "
                        + PlainText.cut(row.proposer().name(), LONGEST) + ", "
                        + Formats.momentWithYear(row.proposed()));
    }

    private static Component decide(AwsChange row) {
        var link = Styled.pageLink(ChangeLinks.change(row.id()), "Approve or reject", "second-line");
        link.getElement().setAttribute("aria-label", "Approve or reject change " + row.id());
        return link;
    }

    private static Component cost(AwsChange row) {
        return new Span(row.costs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                .collect(Collectors.joining(", ")));
    }

    private static Component proposed(AwsChange row) {
        return Tables.twoLines(
                new Span(Formats.momentWithYear(row.proposed())),
                "by " + PlainText.cut(row.proposer().name(), LONGEST));
    }

    private static Component decided(AwsChange row) {
        return row.decision()
                .<Component>map(one -> Tables.twoLines(
                        new Span(Formats.momentWithYear(one.at())),
                        "by " + PlainText.cut(one.by().name(), LONGEST)))
                .orElseGet(Span::new);
    }

    static StatusBadge badge(AwsChange.State state) {
        String words = AwsChangeText.state(state);
        return switch (state) {
            case PROPOSED -> new StatusBadge(Kind.INFO, Icons.CIRCLE_DASHED, words);
            case APPROVED, RUNNING -> new StatusBadge(Kind.INFO, Icons.HOURGLASS, words);
            case DONE -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
            case DONE_WITH_FAILURES -> new StatusBadge(Kind.WARNING, Icons.CIRCLE_ALERT, words);
            case STOPPED, REJECTED, EXPIRED, NOTHING_TO_WRITE -> new StatusBadge(Kind.NEUTRAL, Icons.X, words);
        };
    }

    /** What a file has of a change. */
    static List<Cell<AwsChange>> cells() {
        return List.of(
                text("Change", row -> String.valueOf(row.id())),
                text("What it does", AwsChangeText::title),
                text("Kind", row -> AwsChangeText.kind(row.kind())),
                text("State", row -> AwsChangeText.state(row.state())),
                text("Outcome", AwsChangeText::outcome),
                text("EffectiveCost of what it is about", AwsChangeText::costs),
                text("Reason", AwsChange::reason),
                text("Proposed (UTC)", row -> row.proposed().toString()),
                text("Proposed by", row -> row.proposer().name()),
                text(
                        "Decided (UTC)",
                        row -> row.decision().map(one -> one.at().toString()).orElse("")),
                text(
                        "Decided by",
                        row -> row.decision().map(one -> one.by().name()).orElse("")),
                text(
                        "Rejected because",
                        row -> row.decision().map(Decision::reason).orElse("")),
                text("Undoes", row -> row.undoes().map(String::valueOf).orElse("")),
                text("Ended (UTC)", row -> row.ended().map(String::valueOf).orElse("")));
    }
}
