package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.admin.organisation.AccountsLoad.Accounts;
import dev.bursar.kernel.Role;
import dev.bursar.ui.AdminTabs;
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
import org.springframework.security.access.AccessDeniedException;

/** Every AWS account, and which teams' costs are in it. */
@Route(AccountsView.ROUTE)
@PageTitle("Accounts")
@Menu(order = 9.2, title = "Accounts")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AccountsView extends Div implements AfterNavigationObserver {
    static final String ROUTE = "admin/accounts";

    private final AccountsLoad load;
    private final Clock clock;
    private final PageWork work;
    private final PageHeader header = new PageHeader("Accounts");
    private final Div results = new Div();

    AccountsView(AccountsLoad load, Workers workers, Clock clock) {
        this.load = load;
        this.clock = clock;
        work = new PageWork(this, workers);
        addClassNames("page", "accounts");
        add(header, new AdminTabs(ROUTE), results);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        replace(Skeleton.table("Adding up this month by account and team", 12, false));
        reload();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void reload() {
        work.ask(load::accounts, this::show, this::failed);
    }

    private void show(Accounts accounts) {
        if (accounts.lines().isEmpty()) {
            header.facts("None has been read yet");
            replace(new EmptyState(
                    Icons.DATABASE,
                    "No accounts yet",
                    "Accounts come from AWS Organizations with the job Read accounts, which runs every 8 hours."));
            return;
        }
        header.facts(new FactLine(Formats.count(accounts.lines().size(), "account", "accounts"))
                .fact("EffectiveCost")
                .fact("names are AWS\u2019s"));
        replace(new AccountsTable(accounts).section());
    }

    private void replace(Component content) {
        results.removeAll();
        results.add(content);
    }

    private void failed(RuntimeException problem) {
        replace(
                problem instanceof AccessDeniedException
                        ? EmptyState.denied()
                        : new FailedState(
                                "The accounts could not be loaded",
                                "Nothing was lost.",
                                Reference.of(problem),
                                clock.instant(),
                                this::reload));
    }
}
