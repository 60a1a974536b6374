package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.access.TeamLead;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.org.Timeline;
import dev.bursar.ownership.OwnershipLinks;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Palette;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.ShareBar;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The cards of a team's page. What is over or still to come is quiet and says when. */
final class TeamParts {
    private final TeamPage page;
    private final @Nullable Changes changes;

    /** What can be changed beside what is shown. */
    interface Changes {
        void department();

        void costCentre();

        void addLead();

        void endLead(TeamLead lead);
    }

    /** @param changes null for those who may change nothing */
    TeamParts(TeamPage page, @Nullable Changes changes) {
        this.page = page;
        this.changes = changes;
    }

    Section spend() {
        var section = new Section("Spend").note("EffectiveCost").flush();
        if (!page.read()) {
            return section.with(nothing("No costs have been read yet."));
        }
        var list = facts();
        BigDecimal largest = page.months().stream().map(this::inCurrency).reduce(BigDecimal.ZERO, BigDecimal::max);
        for (TeamPage.MonthCosts month : page.months()) {
            boolean current = month.month().equals(YearMonth.from(page.today()));
            var link = new Anchor(
                    SpendLinks.view(
                            month.month().atDay(1),
                            month.month().plusMonths(1).atDay(1),
                            CostMetric.EFFECTIVE,
                            Dimension.SERVICE,
                            new CostFilter(
                                    Dimension.TEAM,
                                    CostFilter.Operator.IS,
                                    List.of(String.valueOf(page.team().id().value())))),
                    Formats.month(month.month()) + (current ? " so far" : ""));
            var amount = new Span(month.amounts().words(month.none(), page.currency()));
            amount.addClassName("number");
            ListItem row = row(link, amount);
            row.add(new ShareBar(inCurrency(month), largest, Palette.at(1)));
            list.add(row);
        }
        return section.with(list);
    }

    private BigDecimal inCurrency(TeamPage.MonthCosts month) {
        return month.amounts().byCurrency().getOrDefault(page.currency(), BigDecimal.ZERO);
    }

    Section rules() {
        var section = new Section("Ownership rules").flush().actions(new Anchor(OwnershipLinks.RULES, "All rules"));
        if (page.rules().isEmpty()) {
            return section.with(nothing("No rule names this team, so it owns no costs."));
        }
        var list = facts();
        page.rules().stream()
                .sorted(Comparator.comparing((OwnershipRule rule) -> isOver(rule.to())))
                .forEach(rule -> {
                    var words = new Span(RuleText.of(rule, page.accountNames()));
                    list.add(quietUnless(rule.holdsOn(page.today()), row(words, days(rule.from(), rule.to()))));
                });
        long now =
                page.rules().stream().filter(rule -> rule.holdsOn(page.today())).count();
        return section.note(Formats.count(now, "applies today", "apply today")).with(list);
    }

    Section department() {
        var section = new Section("Department").flush();
        if (changes != null) {
            section.actions(Buttons.neutral("Move\u2026", click -> changes.department()));
        }
        return section.with(timeline(page.team().departments(), page::departmentName, "No department."));
    }

    Section costCentre() {
        var section = new Section("Cost centre").flush();
        if (changes != null) {
            section.actions(Buttons.neutral("Set\u2026", click -> changes.costCentre()));
        }
        return section.with(timeline(page.team().costCentres(), Function.identity(), "No cost centre."));
    }

    Section leads() {
        var section = new Section("Leads").flush();
        if (changes != null) {
            section.actions(Buttons.neutral("New lead\u2026", click -> changes.addLead()));
        }
        if (page.leads().isEmpty()) {
            return section.with(nothing("No lead."));
        }
        var list = facts();
        page.leads().stream()
                .sorted(Comparator.comparing((TeamLead lead) -> isOver(lead.to())))
                .forEach(lead -> list.add(quietUnless(lead.leads(page.today()), lead(lead))));
        return section.with(list);
    }

    private ListItem lead(TeamLead lead) {
        ListItem row = row(PlainText.name(lead.name()), days(lead.from(), lead.to()));
        if (changes != null && !lead.isOver(page.today())) {
            var end = Buttons.icon(
                    Icons.X,
                    "End lead assignment of " + PlainText.cut(lead.name(), 60) + "\u2026",
                    click -> changes.endLead(lead));
            end.addThemeName("tertiary");
            end.addClassName("row-button");
            row.add(end);
        }
        return row;
    }

    private <T> Component timeline(Timeline<T> timeline, Function<T, String> words, String none) {
        if (timeline.parts().isEmpty()) {
            return nothing(none);
        }
        var list = facts();
        timeline.parts().reversed().forEach(part -> {
            boolean now = !part.from().isAfter(page.today()) && !isOver(part.to());
            list.add(quietUnless(now, row(PlainText.name(words.apply(part.value())), days(part.from(), part.to()))));
        });
        return list;
    }

    private boolean isOver(@Nullable LocalDate to) {
        return to != null && !to.isAfter(page.today());
    }

    private static ListItem quietUnless(boolean now, ListItem row) {
        row.setClassName("quiet", !now);
        return row;
    }

    private static Span days(LocalDate from, @Nullable LocalDate to) {
        var days = new Span(TeamText.always(from, to) ? "" : TeamText.days(from, to));
        days.addClassNames("note", "days");
        return days;
    }

    private static ListItem row(Component what, Component end) {
        var row = new ListItem(new Div(what), end);
        row.addClassName("dated-row");
        return row;
    }

    private static UnorderedList facts() {
        var list = new UnorderedList();
        list.addClassNames("facts-list", "dated-list");
        return list;
    }

    private static Paragraph nothing(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassNames("card-note", "quiet");
        return paragraph;
    }
}
