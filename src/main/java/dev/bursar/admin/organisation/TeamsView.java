package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.org.Department;
import dev.bursar.org.OrgLinks;
import dev.bursar.ui.AdminTabs;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;

/** Every team in its department. The address says whether ended ones are shown. */
@Route(TeamsView.ROUTE)
@PageTitle("Teams")
@Menu(order = 9.1, title = "Teams")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class TeamsView extends Div implements AfterNavigationObserver {
    static final String ROUTE = OrgLinks.TEAMS;
    private static final String ENDED = "ended";

    private final TeamsLoad load;
    private final TeamDialogs dialogs;
    private final DepartmentDialogs departments;
    private final Clock clock;
    private final PageWork work;
    private final boolean mayChange;

    private final PageHeader header = new PageHeader("Teams");
    private final Checkbox ended = new Checkbox("Show ended teams", change -> {
        if (change.isFromClient()) {
            getUI().ifPresent(ui -> ui.navigate(TeamsView.class, parameters(change.getValue())));
        }
    });
    private final Div results = new Div();

    TeamsView(
            TeamsLoad load,
            TeamDialogs dialogs,
            DepartmentDialogs departments,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.load = load;
        this.dialogs = dialogs;
        this.departments = departments;
        this.clock = clock;
        work = new PageWork(this, workers);
        mayChange = scope.has(Role.ADMIN);
        addClassNames("page", "teams");
        ended.setVisible(false);
        header.actions(ended);
        if (mayChange) {
            header.actions(
                    Buttons.neutral("New department\u2026", click -> departments.create(this::reload)),
                    Buttons.primary("New team\u2026", click -> dialogs.newTeam()));
        }
        add(header, new AdminTabs(ROUTE), results);
    }

    private static QueryParameters parameters(boolean withEnded) {
        return withEnded ? new QueryParameters(Map.of(ENDED, List.of("true"))) : QueryParameters.empty();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        ended.setValue(event.getLocation()
                .getQueryParameters()
                .getSingleParameter(ENDED)
                .filter("true"::equals)
                .isPresent());
        replace(Skeleton.table("Adding up this month and the last by team", 9, false));
        reload();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void reload() {
        boolean withEnded = ended.getValue();
        work.ask(() -> load.page(withEnded), this::show, this::failed);
    }

    private void show(TeamsPage page) {
        ended.setLabel("Show " + Formats.count(page.ended(), "ended team", "ended teams"));
        ended.setVisible(page.ended() > 0);
        if (page.teams() + page.departments() + page.ended() == 0) {
            header.facts("No team has been made yet");
            var empty = new EmptyState(
                    Icons.USERS,
                    "No teams yet",
                    "A team owns costs by ownership rules: the tag values, accounts and services that are its.");
            replace(mayChange ? empty.actions(Buttons.primary("New team\u2026", click -> dialogs.newTeam())) : empty);
            return;
        }
        header.facts(new FactLine(Formats.count(page.teams(), "team", "teams"))
                .fact(Formats.count(page.departments(), "department", "departments"))
                .fact("EffectiveCost")
                .fact("as of " + Formats.date(page.today())));
        replace(new TeamsTable(page, mayChange ? new Changes() : null).section());
    }

    /** What an admin can change in the list. */
    private final class Changes implements TeamsTable.Changes {
        @Override
        public void rename(Department department) {
            departments.rename(department, TeamsView.this::reload);
        }

        @Override
        public void move(Department department) {
            departments.move(department, TeamsView.this::reload);
        }

        @Override
        public void end(Department department) {
            departments.end(department, TeamsView.this::reload);
        }
    }

    private void replace(Component content) {
        results.removeAll();
        results.add(content);
    }

    private void failed(RuntimeException problem) {
        header.facts(new FactLine().fact(""));
        replace(
                problem instanceof AccessDeniedException
                        ? EmptyState.denied()
                        : new FailedState(
                                "The teams could not be loaded",
                                "Nothing was lost.",
                                Reference.of(problem),
                                clock.instant(),
                                this::reload));
    }
}
