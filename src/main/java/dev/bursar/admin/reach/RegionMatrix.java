package dev.bursar.admin.reach;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import dev.bursar.setup.reach.RegionRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Accounts by Regions: how Bursar reads each Region of each account. What was not asked for is left empty. */
final class RegionMatrix {
    private RegionMatrix() {}

    /** An account with its Regions by name. */
    record Line(String account, String name, Map<String, RegionRow> regions) {}

    static Grid<Line> of(List<RegionRow> rows) {
        var lines = new TreeMap<String, Line>();
        var regions = new TreeSet<String>();
        for (RegionRow row : rows) {
            lines.computeIfAbsent(
                            row.accountName().toLowerCase(Locale.ROOT) + "/" + row.account(),
                            any -> new Line(row.account(), row.accountName(), new HashMap<>()))
                    .regions()
                    .put(row.region(), row);
            regions.add(row.region());
        }
        Grid<Line> grid = Tables.grid("region-matrix", "Regions of accounts");
        Tables.sized(grid.addComponentColumn(RegionMatrix::account), "Account", 220, 1)
                .setFrozen(true)
                .setTooltipGenerator(line -> Formats.account(line.account()));
        for (String region : regions) {
            boolean first = region.equals(regions.first());
            Tables.sized(
                            Tables.wideOnly(grid.addComponentColumn(line -> first || !isUnknown(line)
                                    ? cell(line.regions().get(region))
                                    : unknown())),
                            region,
                            122,
                            1)
                    .setTooltipGenerator(line -> tooltip(line.regions().get(region)));
        }
        Tables.rows(grid, List.copyOf(lines.values()));
        return grid;
    }

    private static boolean isUnknown(Line line) {
        return line.regions().values().stream().allMatch(row -> row.state() == RegionRow.State.UNKNOWN);
    }

    /** It stands in the row's first cell already. */
    private static Component unknown() {
        return Styled.span("visually-hidden", RegionRow.State.UNKNOWN.label());
    }

    private static Component account(Line line) {
        return Tables.narrowLine(PlainText.name(line.name()), narrow(line.regions()));
    }

    /** {@code Read in part: ap-northeast-1}: what isn't read; for screens without columns of Regions. */
    static String narrow(Map<String, RegionRow> regions) {
        var states = new TreeMap<RegionRow.State, List<String>>();
        new TreeMap<>(regions)
                .forEach((region, row) -> states.computeIfAbsent(row.state(), any -> new ArrayList<>())
                        .add(region));
        if (states.keySet().equals(Set.of(RegionRow.State.READ))) {
            return regions.size() == 1 ? "Read" : "All " + Formats.count(regions.size()) + " read";
        }
        states.remove(RegionRow.State.READ);
        return states.entrySet().stream()
                .map(one -> one.getKey().label() + ": "
                        + (one.getValue().size() > 2
                                ? Formats.count(one.getValue().size(), "Region", "Regions")
                                : String.join(", ", one.getValue())))
                .collect(Collectors.joining("; "));
    }

    private static Component cell(@Nullable RegionRow row) {
        if (row == null) {
            return new Span();
        }
        String words = row.state().label();
        return switch (row.state()) {
            case REFUSED, IN_PART -> marked("warning", Icons.TRIANGLE_ALERT, words);
            case UNKNOWN -> marked("info", Icons.CIRCLE_DASHED, words);
            case NOT_READ -> marked("info", Icons.HOURGLASS, words);
            case READ -> {
                // most are: the icon alone, with its word for those who don't see it
                var read = new Span(Icons.CIRCLE_CHECK.create(), Styled.span("visually-hidden", words));
                read.addClassNames("region-state", "success");
                yield read;
            }
            case LEFT_OUT, OFF -> Styled.quiet(words);
        };
    }

    private static Component marked(String kind, Icons icon, String words) {
        var cell = new Span(icon.create(), new Span(words));
        cell.addClassNames("region-state", kind);
        return cell;
    }

    private static @Nullable String tooltip(@Nullable RegionRow row) {
        if (row == null) {
            return null;
        }
        String read = row.readAt() == null ? "" : "Last read " + Formats.momentWithYear(row.readAt()) + ". ";
        return switch (row.state()) {
            case REFUSED, IN_PART, READ ->
                read + Formats.count(row.answering()) + " of "
                        + Formats.count(row.asked(), "API answers.", "APIs answer.");
            case NOT_READ -> "The Region is enabled. Bursar reads it with its next run.";
            case LEFT_OUT -> "The Region is enabled, but not chosen under Access to accounts.";
            case UNKNOWN -> "Which Regions the account has enabled isn\u2019t known.";
            case OFF -> "The Region isn\u2019t enabled in this account.";
        };
    }
}
