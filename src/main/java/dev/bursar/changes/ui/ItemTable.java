package dev.bursar.changes.ui;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import java.util.List;

/** The columns of a change's items, on the page and in files. */
final class ItemTable extends Composite<ListGrid<ChangeItem, Integer>> {
    private static final int LONGEST = 60;

    private final ListGrid<ChangeItem, Integer> list = new ListGrid<>("What is changed", ChangeItem::number);

    ItemTable(ListGrid.Rows<ChangeItem> rows, long count) {
        list.column("Resource", 190, 3, ItemTable::resource);
        list.wide("Tag", 240, 2, ItemTable::tag);
        list.column("State", 140, 0, row -> badge(row.state()));
        list.wide("What AWS said, and what to do", 260, 3, ItemTable::answer);
        list.show(rows, ChangeItem::number, count);
    }

    @Override
    protected ListGrid<ChangeItem, Integer> initContent() {
        return list;
    }

    private static Component resource(ChangeItem row) {
        var name = new Span(PlainText.cutMiddle(row.name(), LONGEST));
        name.setTitle(PlainText.full(row.subject()));
        return Tables.threeLines(
                new Div(name),
                row.type() + ", " + Formats.account(row.account()) + ", " + row.region(),
                (AwsChangeText.what(row) + ". " + AwsChangeText.reason(row)).strip());
    }

    private static Component tag(ChangeItem row) {
        return Tables.twoLines(
                new Span(AwsChangeText.what(row)),
                row.readAt() == null ? "" : "AWS shows " + AwsChangeText.value(row.found()));
    }

    private static Component answer(ChangeItem row) {
        String reason = AwsChangeText.reason(row);
        String caution = AwsChangeText.caution(row.caution());
        var cell = Styled.div("wrapped");
        if (!reason.isEmpty()) {
            cell.add(new Div(reason));
        }
        if (!caution.isEmpty()) {
            cell.add(new Div(caution));
        }
        return cell;
    }

    private static StatusBadge badge(ItemState state) {
        String words = AwsChangeText.state(state);
        return switch (state) {
            case PLANNED, WRITING, WRITTEN -> new StatusBadge(Kind.INFO, Icons.CIRCLE_DASHED, words);
            case VERIFIED -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
            case DIFFERS, FAILED, UNKNOWN -> new StatusBadge(Kind.WARNING, Icons.CIRCLE_ALERT, words);
            case SKIPPED -> new StatusBadge(Kind.NEUTRAL, Icons.X, words);
            case UNDONE -> new StatusBadge(Kind.NEUTRAL, Icons.UNDO_2, words);
        };
    }

    /** What a file has of an item. */
    static List<Cell<ChangeItem>> cells() {
        return List.of(
                text("Resource", ChangeItem::subject),
                text("Type", ChangeItem::type),
                text("Account", ChangeItem::account),
                text("Region", ChangeItem::region),
                text("Tag key", ChangeItem::part),
                text("Before", row -> row.before() == null ? "" : row.before()),
                text("Wanted", row -> row.wanted() == null ? "" : row.wanted()),
                text("In AWS", row -> row.found() == null ? "" : row.found()),
                text("State", row -> AwsChangeText.state(row.state())),
                text("Why", AwsChangeText::reason),
                text("AWS error", row -> row.code() == null ? "" : row.code()),
                text("Caution", row -> AwsChangeText.caution(row.caution())),
                text(
                        "Sent (UTC)",
                        row -> row.sentAt() == null ? "" : row.sentAt().toString()),
                text(
                        "Read (UTC)",
                        row -> row.readAt() == null ? "" : row.readAt().toString()));
    }
}
