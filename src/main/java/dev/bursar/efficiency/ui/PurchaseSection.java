package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.query.PurchaseMixService.CommitmentUse;
import dev.bursar.efficiency.query.PurchaseMixService.Mix;
import dev.bursar.efficiency.query.PurchaseMixService.TeamMix;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** How teams bought what is billed by the hour, and how much of the commitments was used. */
final class PurchaseSection extends Composite<Section> {
    private final Section section = new Section("Purchase options");

    PurchaseSection(Mix mix) {
        section.note(Formats.range(LocalDateRange.ofClosed(mix.firstDay(), mix.lastDay())));
        var about = new Paragraph(
                "EffectiveCost of all services that AWS bills by the hour. Coverage is the share of these hours, at"
                        + " list price and without Spot, that Savings Plans and Reserved Instances covered."
                        + commitments(mix));
        about.addClassName("note");
        var rows = new FixedRows();
        mix.teams().forEach(team -> line(rows, team));
        var table = new HtmlTable(
                "Purchase options",
                List.of(
                        Column.name("TEAM", "Team", ""),
                        Column.figure("ON_DEMAND", "On-Demand", 130, ""),
                        Column.figure("PLAN", "Savings Plan", 130, "").onlyWide(),
                        Column.figure("RESERVED", "Reserved", 130, "").onlyWide(),
                        Column.figure("SPOT", "Spot", 130, "").onlyWide(),
                        Column.figure("COVERAGE", "Coverage", 100, "")),
                List.of(),
                rows);
        section.with(about, new NativeDetails("Show teams", new Div(table)));
    }

    private static void line(FixedRows rows, TeamMix team) {
        rows.line(
                team.name() == null ? "nobody" : team.name(),
                "",
                Formats.money(team.onDemand(), team.currency()),
                Formats.money(team.onDemand(), team.currency()),
                Formats.money(team.savingsPlan(), team.currency()),
                Formats.money(team.reserved(), team.currency()),
                Formats.money(team.spot(), team.currency()),
                team.coverage() == null
                        ? EfficiencyText.NOT_KNOWN
                        : Formats.share(team.coverage(), BigDecimal.ONE).orElse(EfficiencyText.NOT_KNOWN));
    }

    private static String commitments(Mix mix) {
        String used = mix.commitments().stream()
                .filter(one -> one.utilisation().isPresent())
                .map(PurchaseSection::words)
                .collect(Collectors.joining(", "));
        return used.isEmpty() ? "" : " The organisation used " + used + ".";
    }

    private static String words(CommitmentUse use) {
        return use.utilisation()
                        .flatMap(share -> Formats.share(share, BigDecimal.ONE))
                        .orElse("")
                + " of its commitments; " + Formats.money(use.unused(), use.currency()) + " went unused";
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
