package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.admin.organisation.AccountsLoad.Accounts;
import dev.bursar.kernel.Role;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Every AWS account, and which teams' costs are in it. The address says what is searched for. */
@Route(AccountsView.ROUTE)
@PageTitle("Accounts")
@Menu(order = 9.2, title = "Accounts")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AccountsView extends Div implements AfterNavigationObserver {
    static final String ROUTE = "admin/accounts";

    private final PageHeader header = new PageHeader("Accounts");
    private final SearchField search = new SearchField("Search accounts", "Account, id, payer or team", this::search);
    private final LoadedPart<Accounts> content;
    private @Nullable AccountsTable table;
    private String shown = "";

    AccountsView(AccountsLoad load, Workers workers, Clock clock) {
        content = new LoadedPart<>(workers, clock, load::accounts, this::shown)
                .failure("The accounts could not be loaded", "Nothing was lost.");
        addClassNames("page", "accounts");
        add(header, new SectionTabs(TabSection.ADMIN, ROUTE), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        search.follow(event.getLocation().getQueryParameters());
        boolean searched = !search.words().equals(shown);
        shown = search.words();
        if (searched && table != null) {
            table.show();
        } else {
            content.load(Skeleton.table("Adding up this month by account and team", 12, false));
        }
    }

    private void search() {
        if (!search.words().equals(shown)) {
            getUI().ifPresent(ui -> ui.navigate(AccountsView.class, new QueryParameters(search.parameter())));
        }
    }

    private Component shown(Accounts accounts) {
        table = null;
        if (accounts.lines().isEmpty()) {
            header.facts("No accounts have been read yet");
            return EmptyState.notRead(
                    "Accounts have not been read yet",
                    "Bursar reads them from AWS Organizations every 8 hours, with the job Read accounts.");
        }
        var facts = new FactLine(Formats.count(accounts.lines().size(), "account", "accounts"));
        answers(accounts).ifPresent(words -> facts.link(words, SetupLinks.REACH));
        if (accounts.payers().size() == 1) {
            facts.name("paid by " + accounts.payers().iterator().next());
        }
        header.facts(facts.fact("EffectiveCost"
                        + (accounts.month().equals(YearMonth.from(accounts.today()))
                                ? ""
                                : notArrived(accounts.today())))
                .fact("names from AWS"));
        var rows = new AccountsTable(accounts, search);
        table = rows;
        return rows.section();
    }

    /** {@code  of November 2026: December’s costs have not arrived yet}. */
    static String notArrived(LocalDate today) {
        YearMonth now = YearMonth.from(today);
        return " of " + Formats.month(now.minusMonths(1)) + ": costs of " + Formats.month(now)
                + " have not arrived yet";
    }

    /** {@code 11 of 12 connected}; empty while none was checked. */
    private static Optional<String> answers(Accounts accounts) {
        List<AccountLine> active =
                accounts.lines().stream().filter(AccountLine::active).toList();
        if (active.stream().noneMatch(line -> line.reach().role().isPresent())) {
            return Optional.empty();
        }
        long answering = active.stream()
                .filter(line -> line.reach().role().map(PlaceState::answers).orElse(false))
                .count();
        return Optional.of(Formats.count(answering) + " of " + Formats.count(active.size()) + " connected");
    }
}
