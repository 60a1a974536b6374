package dev.bursar.changes.ui;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.text.ItemWords;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.EventsOfChanges.ChangedBy;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.trail.TrailLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The columns of a change's items, on the page and in files. */
final class ItemTable extends ListGrid<ChangeItem, Integer> {
    private static final int LONGEST = 60;

    private final ItemWords words;
    private final Map<Integer, ChangedBy> others = new HashMap<>();
    private final Map<Integer, UUID> own = new HashMap<>();
    private final Map<String, String> accounts;
    private final boolean started;
    private final boolean seesEvents;

    /**
     * What CloudTrail tells of items.
     *
     * @param others who made them something else, by number
     * @param own the events by which they were written, by number
     */
    record Told(Map<Integer, ChangedBy> others, Map<Integer, UUID> own) {
        Told {
            others = Map.copyOf(others);
            own = Map.copyOf(own);
        }
    }

    /**
     * @param accounts names by id
     * @param started whether AWS can have said something
     * @param told null for those who don't see all events
     */
    ItemTable(
            ItemWords words,
            Map<String, String> accounts,
            boolean started,
            @Nullable Function<List<ChangeItem>, Told> told,
            ListGrid.Rows<ChangeItem> rows,
            long count) {
        super("What is changed", ChangeItem::number);
        this.words = words;
        this.accounts = accounts;
        this.started = started;
        seesEvents = told != null;
        column(words.kind() == WriteKind.TAGS ? "Resource" : "Name", 190, 3, this::resource);
        column("State", 140, 0, row -> badge(row.state()));
        wide("Change", 240, 2, this::changed);
        if (started) {
            wide("What AWS said, and what to do", 260, 3, this::answer);
        }
        show(
                (offset, limit) -> {
                    List<ChangeItem> items = rows.of(offset, limit);
                    if (told != null) {
                        Told these = told.apply(items);
                        others.putAll(these.others());
                        own.putAll(these.own());
                    }
                    return items;
                },
                ChangeItem::number,
                count);
    }

    private Component resource(ChangeItem row) {
        var name = new Span(PlainText.cutMiddle(row.name(), LONGEST));
        name.setTitle(PlainText.full(row.subject()));
        return Tables.threeLines(
                new Div(name),
                row.type() + ", "
                        + PlainText.cut(accounts.getOrDefault(row.account(), Formats.account(row.account())), 40) + ", "
                        + row.region(),
                (words.what(row) + ". " + AwsChangeText.reason(row, words)).strip());
    }

    private Component changed(ChangeItem row) {
        boolean written = row.found() != null && row.found().equals(row.wanted());
        boolean asBefore = !written && Objects.equals(row.found(), row.before());
        var cell = Styled.div(
                "wrapped",
                new Div(words.what(row)),
                Styled.span(
                        "second-line",
                        row.readAt() == null || row.state() == ItemState.UNDONE || asBefore
                                ? ""
                                : "AWS shows " + (written ? "this" : words.value(row.found()))));
        if (!started) {
            cell.add(answer(row));
        }
        return cell;
    }

    private Component answer(ChangeItem row) {
        String reason = AwsChangeText.reason(row, words);
        String caution = AwsChangeText.caution(row.caution());
        var cell = Styled.div("wrapped");
        if (!reason.isEmpty()) {
            cell.add(new Div(reason));
        }
        ChangedBy other = others.get(row.number());
        if (other != null) {
            Anchor event = Styled.pageLink(
                    TrailLinks.event(other.event()),
                    "Changed by " + PlainText.cut(other.person(), LONGEST) + ", " + Formats.momentWithYear(other.at()));
            cell.add(new Div(event));
        }
        if (seesEvents && row.sentAt() != null) {
            cell.add(new Div(event(row)));
        }
        if (!caution.isEmpty()) {
            cell.add(new Div(caution));
        }
        return cell;
    }

    /** The event by which it was written; until that is read, the page on which it will stand. */
    private Anchor event(ChangeItem row) {
        UUID event = own.get(row.number());
        String session = "bursar-change-" + row.change();
        return event == null
                ? Styled.pageLink(
                        row.subject().startsWith("arn:")
                                ? TrailLinks.ofSession(session, row.subject())
                                : TrailLinks.ofSession(session),
                        "Look for its event in CloudTrail")
                : Styled.pageLink(TrailLinks.event(event), "See its event in CloudTrail");
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
    static List<Cell<ChangeItem>> cells(ItemWords words) {
        return List.of(
                text(words.kind() == WriteKind.TAGS ? "Resource" : "Name", ChangeItem::subject),
                text("Type", ChangeItem::type),
                text("Account", ChangeItem::account),
                text("Region", ChangeItem::region),
                text(words.kind() == WriteKind.TAGS ? "Tag key" : "Part", ChangeItem::part),
                text("Before", row -> row.before() == null ? "" : row.before()),
                text("Wanted", row -> row.wanted() == null ? "" : row.wanted()),
                text("In AWS", row -> row.found() == null ? "" : row.found()),
                text("State", row -> AwsChangeText.state(row.state())),
                text("Why", row -> AwsChangeText.reason(row, words)),
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
