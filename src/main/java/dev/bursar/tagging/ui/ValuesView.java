package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.ownership.OwnershipLinks;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.setup.SetupLinks;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.values.TagValues;
import dev.bursar.tagging.values.ValueGroup;
import dev.bursar.tagging.values.ValueReport;
import dev.bursar.tagging.values.ValueReport.Joining;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** Values of the team's tag that are probably the same word; an admin makes one an alias of the other. */
@Route(TagLinks.VALUES)
@PageTitle("Tag values")
@Menu(order = 5.5, title = "Values", icon = "tag")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ValuesView extends Div implements AfterNavigationObserver {
    private final TagValues values;
    private final OwnershipRuleService rules;
    private final Scope scope;
    private final Workers workers;
    private final Clock clock;
    private final PageHeader header = new PageHeader("Tag values");
    private final Div saved = Styled.div("saved-line");
    private final LoadedPart<ValueReport> content;

    ValuesView(TagValues values, OwnershipRuleService rules, Scope scope, Workers workers, Clock clock) {
        this.values = values;
        this.rules = rules;
        this.scope = scope;
        this.workers = workers;
        this.clock = clock;
        content = new LoadedPart<>(workers, clock, values::report, this::shown)
                .failure("Tag values could not be loaded", "Nothing was lost.");
        saved.getElement().setAttribute("role", "status");
        saved.setVisible(false);
        addClassNames("page", "dense", "tags");
        add(header, new SectionTabs(TabSection.TAGS, TagLinks.VALUES), saved, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Comparing the tag\u2019s values", 8, false));
    }

    private Component shown(ValueReport report) {
        if (report.key().isEmpty()) {
            header.facts("The team tag is not chosen yet");
            return noKey();
        }
        String key = PlainText.cut(report.key().get(), 60);
        if (report.days().isEmpty()) {
            header.facts("Costs have not been read yet");
            return EmptyState.notRead(
                    "Tag values have not been read yet",
                    "When costs have been read, similar values of the tag " + key + " appear here.");
        }
        header.facts(new FactLine(
                "Tag " + key,
                Formats.range(CoverageText.range(report.days().get())),
                "EffectiveCost",
                Formats.count(report.values().size(), "value", "values") + " compared"));
        var page = Styled.div("spend-block");
        ViolationStates.unread(
                        report.unread(),
                        "Values that occur only in the others, on resources without costs, aren\u2019t compared.")
                .ifPresent(page::add);
        if (report.groups().isEmpty()) {
            page.add(nothing(report, key, clock.instant()));
        }
        var groups = new Groups();
        report.groups().forEach(group -> page.add(new ValueGroupSection(report, group, groups, workers, clock)));
        if (scope.has(Role.ADMIN) && report.values().size() > 1) {
            page.add(new JoinByHand(report, groups, workers, clock));
        }
        if (!report.distinct().isEmpty()) {
            page.add(distinct(report));
        }
        return page;
    }

    private EmptyState noKey() {
        boolean admin = scope.has(Role.ADMIN);
        var state = EmptyState.notSetUp(
                Icons.TAGS,
                "Similar values of the team tag appear here",
                admin
                        ? "Choose the tag whose values name teams on the Set-up page."
                        : "An admin of your organisation chooses the tag whose values name teams.");
        return admin
                ? state.actions(Buttons.primary(
                        "Go to Set-up", click -> getUI().ifPresent(ui -> ui.navigate(SetupLinks.SET_UP))))
                : state;
    }

    /** Only where all accounts were read it is good news. */
    static EmptyState nothing(ValueReport report, String key, Instant now) {
        int count = report.values().size();
        String days =
                report.days().map(one -> Formats.range(CoverageText.range(one))).orElse("");
        if (count == 0) {
            return EmptyState.notSetUp(
                    Icons.TAGS,
                    "Costs don\u2019t have the tag " + key,
                    "AWS adds it to costs when it is active as a cost allocation tag. Checked: costs of " + days + ".");
        }
        return EmptyState.nothingFound(
                "No similar values",
                new Looked(
                        Formats.count(count, "value", "values") + " of the tag " + key + " that had costs on " + days,
                        count,
                        now,
                        report.unread().accounts(),
                        report.unread().reasons(),
                        null),
                "None differ only by case, spaces or a typing error, or ownership rules already join them.");
    }

    private Section distinct(ValueReport report) {
        var section =
                new Section("Not the same").note(Formats.count(report.distinct().size(), "pair", "pairs"));
        for (ValueReport.Distinct pair : report.distinct()) {
            var line = Styled.div(
                    "value-pair", ValueText.quoted(pair.value()), new Span(" and "), ValueText.quoted(pair.other()));
            if (scope.has(Role.ADMIN)) {
                var undo = Buttons.link(
                        "Undo",
                        click -> change(() -> {
                            values.compareAgain(pair.value(), pair.other());
                            saved.setVisible(false);
                        }));
                undo.setAriaLabel("Undo: " + ValueText.words(pair.value()) + " and " + ValueText.words(pair.other())
                        + " are not the same");
                line.add(undo);
            }
            section.with(line);
        }
        return section;
    }

    private void change(Runnable action) {
        UserAction.of(() -> {
                    action.run();
                    content.reload();
                })
                .on(
                        RuleRefused.class,
                        refused -> Notices.warning("Nothing was saved. " + RuleText.refused(refused, rules.teams())))
                .denied("Nothing was saved. Your role doesn\u2019t include changing ownership rules.")
                .run();
    }

    /** What sections of groups do through the page. */
    final class Groups {
        boolean mayChange() {
            return scope.has(Role.ADMIN);
        }

        ValueGroupSection.Moves preview(Joining joining) {
            return new ValueGroupSection.Moves(values.preview(joining), values.ends(joining), rules.teams());
        }

        void join(Joining joining, String target) {
            change(() -> {
                values.join(joining);
                saved.removeAll();
                Anchor link = Styled.pageLink(OwnershipLinks.RULES, "See ownership rules");
                saved.add(
                        Icons.CIRCLE_CHECK.create(),
                        new Span(ValueText.list(joining.values())
                                + (joining.values().size() == 1 ? " now counts as " : " now count as ")
                                + ValueText.words(target) + ". Costs follow within minutes. "),
                        link);
                saved.setVisible(true);
            });
        }

        void keepApart(ValueGroup.Other other, String target) {
            change(() -> {
                values.keepApart(other.value().text(), target);
                saved.setVisible(false);
            });
        }
    }
}
