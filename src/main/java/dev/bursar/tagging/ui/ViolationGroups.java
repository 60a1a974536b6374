package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import dev.bursar.tagging.violations.ViolationQuestion.Group;
import dev.bursar.tagging.violations.ViolationService.GroupRow;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** Violations by team, account, type or key, the dearest first; each line leads to its rows. */
final class ViolationGroups {
    private ViolationGroups() {}

    static String words(Group group) {
        return switch (group) {
            case TEAM -> "Team";
            case ACCOUNT -> "Account";
            case TYPE -> "Type";
            case KEY -> "Tag key";
        };
    }

    /** @param address of the rows of one group */
    static Component of(Page page, List<GroupRow> groups, Group by, Function<GroupRow, String> address) {
        BigDecimal largest =
                groups.stream().flatMap(row -> row.cost().values().stream()).reduce(BigDecimal.ZERO, BigDecimal::max);
        var rows = new FixedRows();
        for (GroupRow row : groups) {
            BigDecimal most = row.cost().values().stream().reduce(BigDecimal.ZERO, BigDecimal::max);
            rows.line(
                    row.label().isEmpty() ? "nobody" : row.label(),
                    address.apply(row),
                    Formats.count(row.violations(), "violation", "violations"),
                    largest.signum() <= 0
                            ? BigDecimal.ZERO
                            : most.divide(largest, 4, java.math.RoundingMode.HALF_UP)
                                    .max(BigDecimal.ZERO),
                    Formats.count(row.violations()),
                    Formats.count(row.resources()),
                    row.cost().isEmpty() ? "" : ViolationTable.money(row.cost()));
        }
        var columns = List.of(
                HtmlTable.Column.name("name", words(by), "All, each resource once"),
                HtmlTable.Column.figure("violations", "Violations", 110, Formats.count(page.violations()))
                        .onlyWide(),
                HtmlTable.Column.figure("resources", "Resources", 110, Formats.count(page.resources()))
                        .onlyWide(),
                HtmlTable.Column.figure("cost", "30-day cost", 170, ViolationTable.money(page.cost())),
                HtmlTable.Column.bar("share"));
        return new Section()
                .flush()
                .with(new HtmlTable(
                        "Violations by " + words(by).toLowerCase(java.util.Locale.ROOT), columns, List.of(), rows));
    }
}
