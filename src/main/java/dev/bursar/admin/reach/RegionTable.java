package dev.bursar.admin.reach;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.setup.reach.RegionQuestion.Order;
import dev.bursar.setup.reach.RegionRow;
import dev.bursar.setup.reach.RegionRow.State;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of Regions, on the page and in files. */
final class RegionTable extends ListGrid<RegionRow, String> {
    RegionTable(ListPage<?> page, ListGrid.Rows<RegionRow> rows, long count) {
        super("Regions of accounts", row -> row.account() + "/" + row.region());
        by(Order.ACCOUNT, column("Account", 170, 3, RegionTable::account));
        by(Order.REGION, wide("Region", 130, 2, row -> new Span(row.region())));
        wide("Enabled", 100, 0, row -> new Span(enabled(row)));
        by(Order.READ, wide("Last read", 150, 1, RegionTable::read));
        by(Order.STATE, column("State", 170, 2, RegionTable::state));
        sort(page, RegionList.SORT, Order.class);
        show(rows, row -> row.account() + "/" + row.region(), count);
    }

    /** What a file has of a Region. */
    static List<Cell<RegionRow>> cells() {
        return List.of(
                text("Account", RegionRow::account),
                text("Account name", RegionRow::accountName),
                text("Region", RegionRow::region),
                text("Enabled", RegionTable::enabled),
                text("State", row -> words(row.state())),
                text("APIs that answer", row -> String.valueOf(row.answering())),
                text("APIs that were asked", row -> String.valueOf(row.asked())),
                text(
                        "Last read (UTC)",
                        row -> row.readAt() == null ? "" : row.readAt().toString()));
    }

    static String words(State state) {
        return switch (state) {
            case REFUSED -> "Not readable";
            case IN_PART -> "Read in part";
            case UNKNOWN -> "Not known";
            case NOT_READ -> "Not read yet";
            case READ -> "Read";
            case LEFT_OUT -> "Not chosen";
            case OFF -> "Not enabled";
        };
    }

    private static String enabled(RegionRow row) {
        return switch (row.state()) {
            case UNKNOWN -> "not known";
            case OFF -> "no";
            case REFUSED, IN_PART, NOT_READ, READ, LEFT_OUT -> "yes";
        };
    }

    private static Component account(RegionRow row) {
        return Tables.threeLines(PlainText.name(row.accountName()), Formats.account(row.account()), row.region());
    }

    private static Component read(RegionRow row) {
        return row.readAt() == null ? Styled.quiet("never") : new Span(Formats.momentWithYear(row.readAt()));
    }

    private static Component state(RegionRow row) {
        StatusBadge badge = switch (row.state()) {
            case REFUSED, IN_PART -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, words(row.state()));
            case UNKNOWN, NOT_READ -> new StatusBadge(Kind.INFO, Icons.HOURGLASS, words(row.state()));
            case READ -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words(row.state()));
            case LEFT_OUT, OFF -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, words(row.state()));
        };
        @Nullable String below = below(row);
        return below == null ? badge : Tables.twoLines(badge, below);
    }

    private static @Nullable String below(RegionRow row) {
        return switch (row.state()) {
            case REFUSED, IN_PART ->
                Formats.count(row.answering()) + " of " + Formats.count(row.asked(), "API answers", "APIs answer");
            case LEFT_OUT -> "left out in the settings";
            case UNKNOWN -> "the account\u2019s Regions were not read";
            case NOT_READ, READ, OFF -> null;
        };
    }
}
