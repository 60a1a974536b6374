package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** One team: what it spends and by which rules, where it lies, who leads it; and from here it is changed. */
@Route(TeamsView.ROUTE + "/:team")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class TeamView extends Div implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {
    private final Teams teams;
    private final TeamDialogs dialogs;
    private final EndDialog ends;
    private final SplitDialog splits;
    private final LeadDialogs leads;
    private final NewTeamDialogs newTeams;
    private final boolean mayChange;

    private final PageHeader header = new PageHeader("");
    private final MenuBar change = new MenuBar();
    private final LoadedPart<Optional<TeamPage>> content;
    private TeamId team = TeamId.UNALLOCATED;
    private String name = "";

    TeamView(
            Teams teams,
            TeamsLoad load,
            TeamDialogs dialogs,
            EndDialog ends,
            SplitDialog splits,
            LeadDialogs leads,
            NewTeamDialogs newTeams,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.teams = teams;
        this.dialogs = dialogs;
        this.ends = ends;
        this.splits = splits;
        this.leads = leads;
        this.newTeams = newTeams;
        content = new LoadedPart<>(workers, clock, () -> load.team(team), this::shown)
                .failure("The team could not be loaded", "Nothing was lost.");
        mayChange = scope.has(Role.ADMIN);
        addClassNames("page", "team");
        change.addClassNames("aura-accent-neutral", "change-menu");
        change.setVisible(false);
        add(header.actions(change), new SectionTabs(TabSection.ADMIN, TeamsView.ROUTE), content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<TeamHistory> sheet = event.getRouteParameters()
                .get("team")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> new TeamId(Integer.parseInt(text)))
                .flatMap(teams::find);
        sheet.ifPresentOrElse(
                found -> {
                    team = found.id();
                    name = PlainText.cut(found.name(), 60);
                    header.title(name);
                },
                () -> event.rerouteToError(NotFoundException.class));
    }

    @Override
    public String getPageTitle() {
        return name;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Looking up " + name, 6, false));
    }

    private Component shown(Optional<TeamPage> found) {
        return found.map(this::shown)
                .orElseGet(() -> EmptyState.missing(
                        "This team no longer exists", "It was removed while this page was open. Open Teams."));
    }

    private Component shown(TeamPage page) {
        TeamHistory sheet = page.team();
        name = PlainText.cut(sheet.name(), 60);
        header.title(name);
        var facts = new FactLine();
        sheet.departments().at(page.today()).ifPresent(id -> facts.name(page.departmentName(id)));
        sheet.costCentres().at(page.today()).ifPresent(centre -> facts.name("cost centre " + centre));
        if (!TeamText.always(sheet.from(), sheet.to())) {
            facts.fact(TeamText.days(sheet.from(), sheet.to()));
        }
        if (isNew(sheet)) {
            facts.fact("new, created from a tag value");
        }
        header.facts(facts).breadcrumb(List.of(new RouterLink("Teams", TeamsView.class)), name);
        showChanges(sheet);
        var parts = new TeamParts(page, mayChange ? new Changes(sheet) : null);
        var left = Styled.stack(parts.spend(), parts.rules());
        var right = Styled.stack(parts.department(), parts.costCentre(), parts.leads());
        var columns = new Div(left, right);
        columns.addClassNames("columns", "panel");
        return columns;
    }

    private void showChanges(TeamHistory sheet) {
        change.removeAll();
        change.setVisible(mayChange);
        if (!mayChange) {
            return;
        }
        var menu = change.addItem("Edit").getSubMenu();
        if (isNew(sheet)) {
            menu.addItem("Confirm", click -> newTeams.confirm(List.of(sheet), content::reload));
            menu.addItem("Join to a team\u2026", click -> newTeams.join(sheet, content::reload));
            menu.addItem("Leave out\u2026", click -> newTeams.leaveOut(sheet, content::reload));
        }
        menu.addItem("Rename\u2026", click -> dialogs.rename(sheet, content::reload));
        menu.addItem("Split\u2026", click -> splits.open(sheet, made -> content.reload()));
        menu.addItem("Merge into another team\u2026", click -> ends.merge(sheet, content::reload));
        menu.addItem("End\u2026", click -> ends.end(sheet, content::reload));
    }

    private static boolean isNew(TeamHistory sheet) {
        return !sheet.confirmed() && sheet.to() == null;
    }

    /** What an admin can change beside what is shown. */
    private final class Changes implements TeamParts.Changes {
        private final TeamHistory sheet;

        private Changes(TeamHistory sheet) {
            this.sheet = sheet;
        }

        @Override
        public void department() {
            dialogs.move(sheet, content::reload);
        }

        @Override
        public void costCentre() {
            dialogs.costCentre(sheet, content::reload);
        }

        @Override
        public void addLead() {
            leads.add(sheet, content::reload);
        }

        @Override
        public void endLead(dev.bursar.access.TeamLead lead) {
            leads.end(sheet, lead, content::reload);
        }
    }
}
