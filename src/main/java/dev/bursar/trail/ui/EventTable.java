package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.dataview.GridLazyDataView;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.query.EventRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Tables;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events, newest first; only those that are looked at are read. */
final class EventTable extends Composite<Section> {
    private static final int FEW = 12;
    private static final String QUIET = "quiet";

    /** The rows are drawn anew by then, or a little later. */
    private static final String FOCUS = """
            const look = tries => {
              const link = [...this.querySelectorAll('a.row-link')].find(one => one.search.includes($0));
              if (link) link.focus(); else if (tries > 0) setTimeout(() => look(tries - 1), 50);
            };
            setTimeout(() => look(20), 50);
            """;

    private final Grid<EventRow> grid = new Grid<>();
    private final Grid.Column<EventRow> account;
    private final Grid.Column<EventRow> source;
    private final GridLazyDataView<EventRow> rows;
    private long count;
    private @Nullable UUID open;

    /**
     * @param address of an event's panel
     * @param opened told when a row is clicked
     */
    EventTable(EventPages pages, Function<UUID, String> address, Consumer<UUID> opened) {
        grid.addClassName("detail-table");
        grid.addComponentColumn(EventTable::time)
                .setHeader("Time, UTC")
                .setWidth("128px")
                .setFlexGrow(0);
        Tables.wideOnly(grid.addComponentColumn(EventTable::person))
                .setHeader("Person")
                .setWidth("150px")
                .setFlexGrow(4);
        grid.addComponentColumn(row -> event(row, address))
                .setHeader("Event")
                .setWidth("150px")
                .setFlexGrow(4);
        Tables.wideOnly(grid.addComponentColumn(EventTable::resource))
                .setHeader("Resource")
                .setWidth("130px")
                .setFlexGrow(4);
        account = Tables.wideOnly(grid.addComponentColumn(EventTable::account))
                .setHeader("Account")
                .setWidth("160px")
                .setFlexGrow(2);
        Tables.wideOnly(grid.addComponentColumn(EventTable::outcome))
                .setHeader("Outcome")
                .setWidth("126px")
                .setFlexGrow(1);
        source = Tables.wideOnly(grid.addComponentColumn(row -> quiet(PlainText.cut(row.sourceAddress(), 40))))
                .setHeader("Source address")
                .setWidth("126px")
                .setFlexGrow(1);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setPartNameGenerator(row -> row.id().equals(open) ? "current" : null);
        grid.addItemClickListener(click -> opened.accept(click.getItem().id()));
        grid.getElement().setAttribute("aria-label", "Events");
        rows = grid.setItems(new CallbackDataProvider<EventRow, Void>(
                query -> pages.rows(query.getOffset(), query.getLimit()).stream(),
                query -> (int) Math.min(count, Integer.MAX_VALUE),
                EventRow::id));
        boolean few = pages.whole() && pages.known() <= FEW;
        if (pages.whole()) {
            count(pages.known());
        } else {
            rows.setItemCountUnknown();
        }
        grid.setAllRowsVisible(few);
        grid.setClassName("long", !few);
        getContent().flush().with(grid);
        getContent().setAriaLabel("Events");
    }

    /** How many rows there are, once it is known. */
    void count(long events) {
        count = events;
        rows.setItemCountFromDataProvider();
    }

    /** Marks the row whose panel is open; when it is closed, the row that had opened it gets the focus back. */
    void current(@Nullable UUID shown) {
        if (Objects.equals(shown, open)) {
            return;
        }
        UUID before = open;
        open = shown;
        // beside the panel there is no room for them
        account.setVisible(shown == null);
        source.setVisible(shown == null);
        grid.getDataProvider().refreshAll();
        if (shown == null) {
            grid.getElement().executeJs(FOCUS, "event=" + before);
        }
    }

    private static Component time(EventRow row) {
        var time = new Span(EventText.time(row.time()));
        time.setTitle(EventText.fullTime(row.time()));
        return time;
    }

    private static Component person(EventRow row) {
        var name = new Div(PlainText.name(row.person()));
        if (row.kind() == Kind.ROOT) {
            name.addClassName("what");
            name.add(new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, "Root"));
        }
        return Tables.twoLines(name, EventText.identity(row));
    }

    private static Component event(EventRow row, Function<UUID, String> address) {
        var link = new Anchor(address.apply(row.id()), PlainText.cut(EventText.name(row), 60));
        link.addClassName("row-link");
        link.setTitle(PlainText.full(EventText.name(row)));
        var cell = Tables.twoLines(new Div(link), row.service());
        var narrow = new Span(PlainText.cut(row.person(), 50)
                + (row.errorCode() == null ? "" : " \u00B7 failed: " + PlainText.cut(row.errorCode(), 40))
                + (row.arns().isEmpty()
                        ? ""
                        : " \u00B7 "
                                + PlainText.cutMiddle(
                                        EventText.shortName(row.arns().getFirst()), 40)));
        narrow.addClassNames("second-line", "narrow-line");
        cell.add(narrow);
        return cell;
    }

    private static Component resource(EventRow row) {
        if (row.arns().isEmpty()) {
            return new Span();
        }
        String arn = row.arns().getFirst();
        var name = new Span(PlainText.cutMiddle(EventText.shortName(arn), 50));
        name.setTitle(PlainText.full(arn));
        return row.resources() == 1 ? name : Tables.twoLines(name, Formats.count(row.resources() - 1L) + " more");
    }

    private static Component account(EventRow row) {
        return Tables.twoLines(
                PlainText.name(row.accountName().isEmpty() ? "not stated" : row.accountName()), row.region());
    }

    private static Component outcome(EventRow row) {
        String code = row.errorCode();
        return code == null ? quiet(EventText.outcome(row)) : Tables.twoLines(failed(), code);
    }

    static StatusBadge failed() {
        return new StatusBadge(StatusBadge.Kind.DANGER, Icons.CIRCLE_ALERT, "Failed");
    }

    private static Span quiet(String words) {
        var span = new Span(words);
        span.addClassName(QUIET);
        return span;
    }
}
