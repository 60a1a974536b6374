package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.query.EfficiencyService.Page;
import dev.bursar.efficiency.query.ElsewhereCost;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import java.util.List;
import org.threeten.extra.LocalDateRange;

/** Charges of SageMaker for resources that are no known workloads, so that the page says what it leaves out. */
final class ElsewhereSection extends Composite<Section> {
    private final Section section = new Section("Charges without a workload");

    ElsewhereSection(List<ElsewhereCost> charges, Page page) {
        section.note(Formats.count(charges.size(), "resource", "resources"));
        String days = page.firstDay() == null || page.lastDay() == null
                ? "in the latest 30 days"
                : "in " + Formats.range(LocalDateRange.ofClosed(page.firstDay(), page.lastDay()));
        var why = new Paragraph("AWS charged for these SageMaker resources " + days
                + ", but didn\u2019t list them when Bursar read the workloads. They were deleted, or are in an account"
                + " or Region that Bursar doesn\u2019t read.");
        why.addClassName("note");
        var rows = new FixedRows();
        charges.forEach(one -> rows.line(
                one.resource(),
                "",
                one.accountName(),
                one.accountName(),
                Formats.money(one.effectiveCost(), one.currency())));
        var table = new HtmlTable(
                "Charges without a workload",
                List.of(
                        Column.name("RESOURCE", "Resource", ""),
                        Column.text("ACCOUNT", "Account", 200).onlyWide(),
                        Column.figure("COST", "Cost", 140, "")),
                List.of(),
                rows);
        section.with(why, new NativeDetails("Show them", new Div(table)));
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
