package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.inventory.Resource;
import dev.bursar.tagging.policy.PolicyService.Example;
import dev.bursar.tagging.policy.PolicyService.Preview;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.policy.TagPolicy;
import dev.bursar.tagging.ui.fixes.ProblemText;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What a policy would find: how many resources violate it, at what cost, and the dearest of them. */
final class PolicyPreviewSection {
    private PolicyPreviewSection() {}

    /** @param accounts names by id */
    static Component of(Preview preview, TagPolicy policy, Map<String, String> accounts, LocalDate today) {
        var all = Styled.stack();
        var summary = new Section("What it finds");
        var first = new Paragraph(found(preview));
        first.addClassName("strong");
        summary.with(first);
        if (preview.found() > 0) {
            summary.with(new Paragraph(cost(preview)));
        }
        if (policy.from().isAfter(today)) {
            summary.with(new Paragraph("The policy applies from " + Formats.date(policy.from())
                    + ". This is what it would find with the tags of today."));
        }
        all.add(summary);
        if (preview.found() > 0) {
            all.add(problems(preview), examples(preview, policy, accounts));
        }
        return all;
    }

    /** {@code 312 resources violate it, of 1,204 that it applies to.} */
    static String found(Preview preview) {
        if (preview.counted() == 0) {
            return "None of the resources that were read are in its scope. Change its types, its accounts or what it"
                    + " includes.";
        }
        String of = ", of " + Formats.count(preview.counted()) + " that it applies to.";
        return preview.found() == 0
                ? "None violate it" + of
                : Formats.count(preview.found(), "resource violates it", "resources violate it") + of;
    }

    /** {@code They cost $8,210.00 on the latest 30 days in the last 30 days (EffectiveCost). 7 teams are affected.} */
    static String cost(Preview preview) {
        boolean one = preview.found() == 1;
        String costs = preview.cost().isEmpty()
                ? ""
                : (one ? "It cost " : "They cost ") + PolicyText.money(preview.cost())
                        + " in the last 30 days (EffectiveCost). ";
        String owners = preview.teams() == 0
                ? (one ? "It belongs" : "They belong") + " to no team."
                : Formats.count(preview.teams(), "team is", "teams are") + " affected.";
        String unknown = preview.costUnknown() == 0
                ? ""
                : preview.costUnknown() == preview.found()
                        ? " What " + (one ? "it costs" : "they cost") + " is not known: no export covers "
                                + (one ? "its account." : "their accounts.")
                        : " What " + Formats.count(preview.costUnknown())
                                + " of them cost is not known: no export covers" + " their accounts.";
        return costs + owners + unknown;
    }

    private static Section problems(Preview preview) {
        var rows = new FixedRows();
        for (Problem problem : Problem.values()) {
            Long count = preview.problems().get(problem);
            if (count != null) {
                rows.line(ProblemText.kind(problem), "", "", BigDecimal.ZERO, Formats.count(count));
            }
        }
        return new Section("Problems")
                .flush()
                .with(new HtmlTable(
                        "Problems",
                        List.of(Column.name("problem", "Problem", ""), Column.figure("resources", "Resources", 96, "")),
                        List.of(),
                        rows));
    }

    private static Section examples(Preview preview, TagPolicy policy, Map<String, String> accounts) {
        Grid<Example> grid = Tables.grid("policies-table", "Resources that violate it");
        Tables.sized(grid.addComponentColumn(example -> resource(example.resource(), accounts)), "Resource", 180, 3)
                .setFrozen(true);
        grid.addComponentColumn(example -> ProblemText.cell(policy.key().strip(), example.finding()))
                .setHeader("Problem")
                .setWidth("150px")
                .setFlexGrow(2);
        Tables.sized(Tables.figures(grid.addComponentColumn(PolicyPreviewSection::cost)), "30-day cost", 120, 0);
        grid.setItems(preview.examples());
        grid.setAllRowsVisible(true);
        int shown = preview.examples().size();
        return new Section("Resources that violate it")
                .note(shown < preview.found() ? "the " + shown + " with the highest cost" : "")
                .flush()
                .with(grid);
    }

    private static Component resource(Resource resource, Map<String, String> accounts) {
        var cell = Tables.twoLines(
                PlainText.name(resource.name()), resource.type() + " \u00B7 " + account(resource, accounts));
        cell.getElement().setAttribute("title", PlainText.full(resource.arn()));
        return cell;
    }

    private static String account(Resource resource, Map<String, String> accounts) {
        return accounts.getOrDefault(resource.account(), Formats.account(resource.account()));
    }

    private static Component cost(Example example) {
        var lines = new Div();
        if (example.cost().isEmpty()) {
            lines.add(new Span(example.resource().costKnown() ? "no charges" : "not known"));
            lines.addClassName("quiet");
        }
        example.cost().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(cost -> lines.add(new Div(Formats.money(cost.getValue(), cost.getKey()))));
        return lines;
    }
}
