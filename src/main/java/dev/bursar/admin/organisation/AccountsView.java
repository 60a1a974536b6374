package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.admin.organisation.AccountsLoad.Accounts;
import dev.bursar.kernel.Role;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;

/** Every AWS account, and which teams' costs are in it. */
@Route(AccountsView.ROUTE)
@PageTitle("Accounts")
@Menu(order = 9.2, title = "Accounts")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AccountsView extends Div implements AfterNavigationObserver {
    static final String ROUTE = "admin/accounts";

    private final PageHeader header = new PageHeader("Accounts");
    private final LoadedPart<Accounts> content;

    AccountsView(AccountsLoad load, Workers workers, Clock clock) {
        content = new LoadedPart<>(workers, clock, load::accounts, this::shown)
                .failure("The accounts could not be loaded", "Nothing was lost.");
        addClassNames("page", "accounts");
        add(header, new SectionTabs(TabSection.ADMIN, ROUTE), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Adding up this month by account and team", 12, false));
    }

    private Component shown(Accounts accounts) {
        if (accounts.lines().isEmpty()) {
            header.facts("No accounts have been read yet");
            return new EmptyState(
                    Icons.DATABASE,
                    "No accounts yet",
                    "Bursar reads them from AWS Organizations every 8 hours, with the job Read accounts.");
        }
        header.facts(new FactLine(Formats.count(accounts.lines().size(), "account", "accounts"))
                .fact("EffectiveCost")
                .fact("names from AWS"));
        return new AccountsTable(accounts).section();
    }
}
