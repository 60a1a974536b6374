package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.admin.organisation.TeamLine.Thing;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.org.Department;
import dev.bursar.org.OrgLinks;
import dev.bursar.org.TeamHistory;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.WaitingBadges;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Every team in its department. The address says whether ended ones are shown and what is searched for. */
@Route(TeamsView.ROUTE)
@PageTitle("Teams")
@Menu(order = 9.1, title = "Teams")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class TeamsView extends Div implements AfterNavigationObserver {
    static final String ROUTE = OrgLinks.TEAMS;
    private static final String ENDED = "ended";
    private static final String NEW = "new";

    private final TeamDialogs dialogs;
    private final DepartmentDialogs departments;
    private final NewTeamDialogs newTeams;
    private final LeadDialogs leads;
    private final boolean mayChange;
    private final Clock clock;

    private final PageHeader header = new PageHeader("Teams");
    private final Checkbox ended = new Checkbox("Show ended teams", change -> {
        if (change.isFromClient()) {
            go();
        }
    });
    private final SearchField search = new SearchField("Search teams", "Team, cost centre or lead", this::search);
    private final LoadedPart<TeamsPage> content;
    private @Nullable TeamsTable table;
    private String shown = "";
    private boolean endedShown;
    private boolean onlyNew;

    TeamsView(
            TeamsLoad load,
            TeamDialogs dialogs,
            DepartmentDialogs departments,
            NewTeamDialogs newTeams,
            LeadDialogs leads,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.dialogs = dialogs;
        this.departments = departments;
        this.newTeams = newTeams;
        this.leads = leads;
        this.clock = clock;
        content = new LoadedPart<>(workers, clock, () -> load.page(ended.getValue()), this::shown)
                .failure("The teams could not be loaded", "Nothing was lost.")
                .onFailure(() -> header.facts(new FactLine().fact("")));
        mayChange = scope.has(Role.ADMIN);
        addClassNames("page", "teams");
        ended.setVisible(false);
        header.actions(ended);
        if (mayChange) {
            header.actions(
                    Buttons.neutral("New department\u2026", click -> departments.create(content::reload)),
                    Buttons.primary("New team\u2026", click -> dialogs.newTeam()));
        }
        add(header, new SectionTabs(TabSection.ADMIN, ROUTE), content);
    }

    private void go() {
        var parameters = new LinkedHashMap<>(search.parameter());
        if (ended.getValue()) {
            parameters.put(ENDED, List.of("true"));
        }
        getUI().ifPresent(ui -> ui.navigate(TeamsView.class, new QueryParameters(parameters)));
    }

    private void search() {
        if (!search.words().equals(shown)) {
            go();
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        ended.setValue(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(ENDED)
                .filter("true"::equals)
                .isPresent());
        search.follow(event.getLocation().getQueryParameters());
        boolean before = onlyNew;
        onlyNew = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(NEW)
                .filter("true"::equals)
                .isPresent();
        boolean onlySearched =
                before == onlyNew && !onlyNew && !search.words().equals(shown) && ended.getValue() == endedShown;
        shown = search.words();
        endedShown = ended.getValue();
        if (onlySearched && table != null) {
            table.show();
        } else {
            content.load(Skeleton.table("Adding up this month and the last by team", 9, false));
        }
    }

    private Component shown(TeamsPage page) {
        ended.setLabel("Show " + Formats.count(page.ended(), "ended team", "ended teams"));
        ended.setVisible(page.ended() > 0);
        table = null;
        if (page.teams() + page.departments() + page.ended() == 0) {
            header.facts("No teams have been created yet");
            var empty = EmptyState.notSetUp(
                    Icons.USERS,
                    "Teams own your costs",
                    "Ownership rules assign costs to a team by tag value, account and service.");
            return mayChange ? empty.actions(Buttons.primary("New team\u2026", click -> dialogs.newTeam())) : empty;
        }
        header.facts(new FactLine(Formats.count(page.teams(), "team", "teams"))
                .fact(Formats.count(page.departments(), "department", "departments"))
                .fact("EffectiveCost" + (page.isArriving() ? AccountsView.notArrived(page.today()) : ""))
                .fact("as of " + Formats.date(page.today())));
        if (onlyNew) {
            return newTeams(page);
        }
        var rows = new TeamsTable(page, search, mayChange ? new Changes() : null);
        table = rows;
        if (page.unconfirmed().isEmpty()) {
            return rows.section();
        }
        return Styled.stack(
                new NewTeamsSection(page, mayChange ? newTeams : null, this::decided, NewTeamsSection.SHOWN),
                rows.section());
    }

    private void decided() {
        content.reload();
        getUI().ifPresent(WaitingBadges::look);
    }

    /** Those that wait for a decision alone, all of them. */
    private Component newTeams(TeamsPage page) {
        ended.setVisible(false);
        var all = Buttons.neutral("See all teams", click -> getUI().ifPresent(ui -> ui.navigate(TeamsView.class)));
        return page.unconfirmed().isEmpty()
                ? EmptyState.nothingFound(
                                "No new team waits for a decision",
                                Looked.atOwn(Formats.count(page.teams(), "team", "teams"), clock.instant()),
                                "Bursar creates a team for each new value of the tag that names teams.")
                        .actions(all)
                : Styled.stack(
                        new NewTeamsSection(page, mayChange ? newTeams : null, this::decided, Integer.MAX_VALUE),
                        Styled.div("actions", all));
    }

    /** What an admin can change in the list. */
    private final class Changes implements TeamsTable.Changes {
        @Override
        public void rename(Department department) {
            departments.rename(department, content::reload);
        }

        @Override
        public void move(Department department) {
            departments.move(department, content::reload);
        }

        @Override
        public void end(Department department) {
            departments.end(department, content::reload);
        }

        @Override
        public void addLead(TeamHistory team) {
            leads.add(team, content::reload);
        }
    }

    /** Teams that were made of unseen tag values and wait for a decision. */
    static final class NewTeamsSection extends Composite<Section> {
        static final int SHOWN = 20;

        /** @param dialogs null for those who may change nothing */
        NewTeamsSection(TeamsPage page, @Nullable NewTeamDialogs dialogs, Runnable changed, int most) {
            List<TeamLine> lines = page.unconfirmed();
            List<TeamHistory> sheets =
                    lines.stream().map(NewTeamsSection::sheet).toList();
            var words = new Paragraph(
                    "Bursar created them from tag values that it had not seen before. They have spend and statements. Tag"
                            + " policies, splits of shared costs and lists of teams leave them out until "
                            + (dialogs == null ? "an admin confirms them." : "you confirm them."));
            words.addClassName("card-note");
            var list = new UnorderedList();
            list.addClassNames("facts-list", "dated-list");
            lines.stream().limit(most).forEach(line -> list.add(row(page, line, dialogs, changed)));
            Section section = getContent()
                    .note(Formats.count(lines.size(), "team", "teams"))
                    .flush()
                    .with(words, list);
            if (lines.size() > most) {
                section.with(new Paragraph(
                        Styled.pageLink(OrgLinks.NEW_TEAMS, "See all " + Formats.count(lines.size()) + " new teams")));
            }
            if (dialogs != null && lines.size() > 1) {
                section.actions(Buttons.neutral(
                        "Confirm all " + Formats.count(lines.size()), click -> dialogs.confirm(sheets, changed)));
            }
        }

        @Override
        protected Section initContent() {
            return new Section("New teams");
        }

        private static TeamHistory sheet(TeamLine line) {
            return ((Thing.OfTeam) line.thing()).team();
        }

        private static ListItem row(TeamsPage page, TeamLine line, @Nullable NewTeamDialogs dialogs, Runnable changed) {
            TeamHistory sheet = sheet(line);
            var link = new Anchor(OrgLinks.team(sheet.id().value()), PlainText.name(sheet.name()));
            var amounts = new Span((page.isArriving() ? "" : page.thisMonth(line.thisMonth()) + " this month, ")
                    + page.lastMonth(line.lastMonth()) + " last month"
                    + by(page.keys().get(sheet.id())));
            amounts.addClassName("note");
            var row = new ListItem(new Div(link, amounts));
            row.addClassName("dated-row");
            if (dialogs != null) {
                row.add(Styled.div(
                        "actions",
                        button("Confirm", sheet, () -> dialogs.confirm(List.of(sheet), changed)),
                        button("Join to a team\u2026", sheet, () -> dialogs.join(sheet, changed)),
                        button("Leave out\u2026", sheet, () -> dialogs.leaveOut(sheet, changed))));
            }
            return row;
        }

        private static String by(@Nullable SortedSet<String> keys) {
            return keys == null
                    ? ""
                    : keys.stream()
                            .map(key -> "\u201C" + PlainText.cut(key, 60) + "\u201D")
                            .collect(Collectors.joining(" and ", ", named by ", ""));
        }

        private static Button button(String words, TeamHistory sheet, Runnable action) {
            Button button = Buttons.link(words, click -> action.run());
            button.setAriaLabel(words + " " + PlainText.cut(sheet.name(), 60));
            return button;
        }
    }
}
