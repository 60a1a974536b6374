package dev.bursar.admin.reach;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.list.ListState;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.reach.RegionRow;
import dev.bursar.setup.reach.RegionRow.State;
import dev.bursar.setup.reach.RegionService;
import dev.bursar.setup.reach.RegionService.Page;
import dev.bursar.sync.SyncLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Which Regions each account has, and whether they are read. The address says what is shown. */
@Route(SetupLinks.REGIONS)
@PageTitle("Regions of accounts")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class RegionsView extends ListPage<Page> {
    private final RegionService service;
    private final PageHeader header = new PageHeader("Regions of accounts");
    private final ExportMenu exports;

    RegionsView(RegionService service, ExportService exportService, Workers workers, Clock clock) {
        super(
                RegionService.REGIONS.address(),
                Skeleton.table("Reading the Regions of accounts", 10, false),
                workers,
                clock);
        this.service = service;
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        filters().controls(choice("State", RegionService.STATE, Stream.of(State.values()), State::label));
        content().failure("Regions could not be loaded", "Nothing was lost, and your filters are kept.");
        addClassNames("page", "dense", "regions");
        add(header.actions(exports), new SectionTabs(TabSection.ADMIN, SetupLinks.REACH), filters(), content());
    }

    @Override
    protected Page load(ListState asked) {
        return service.page(asked);
    }

    @Override
    protected Component shown(Page page) {
        ListState list = state();
        long rows = page.found().rows();
        int accounts = page.choices().of(RegionService.ACCOUNT).size();
        int regions = page.choices().of(RegionService.REGION).size();
        offer(page.choices());
        filters().setVisible(regions > 0);
        header.facts(facts(page, accounts, regions))
                .breadcrumb(List.of(new RouterLink(SetupLinks.REACH_TITLE, ReachView.class)), "Regions");
        exports.offer("Regions", RegionService.REGIONS, list, rows);
        if (regions == 0) {
            return EmptyState.notRead(
                            "The Regions of accounts have not been read yet",
                            "Bursar reads them every 8 hours, with the job Check access to accounts.")
                    .actions(Buttons.primary("Go to Sync", click -> go(SyncLinks.SYNC)));
        }
        if (rows == 0) {
            return EmptyState.noMatch(
                            "No Regions match these filters",
                            Formats.count(regions, "Region", "Regions") + " of "
                                    + Formats.count(accounts, "account", "accounts") + " are known.")
                    .actions(Buttons.primary("Clear filters", click -> open(list.inSameOrder())));
        }
        return table(list, rows);
    }

    private static FactLine facts(Page page, int accounts, int regions) {
        var facts = new FactLine(
                Formats.count(accounts, "account", "accounts"), Formats.count(regions, "Region", "Regions"));
        page.found().at().ifPresent(at -> facts.fact("checked " + Formats.momentWithYear(at)));
        return facts;
    }

    private Component table(ListState list, long rows) {
        var table = new ListGrid<RegionRow, String>("Regions of accounts", row -> row.account() + "/" + row.region());
        table.by("account", table.column("Account", 170, 3, RegionsView::account));
        table.by("region", table.wide("Region", 130, 2, row -> new Span(row.region())));
        table.wide("Enabled", 100, 0, row -> new Span(row.enabled().label()));
        table.by("read", table.wide("Last read", 150, 1, RegionsView::read));
        table.by("state", table.column("State", 170, 2, RegionsView::state));
        table.sort(this, RegionService.REGIONS.sort());
        table.show((offset, limit) -> service.rows(list, offset, limit), rows);
        return table;
    }

    private static Component account(RegionRow row) {
        return Tables.threeLines(PlainText.name(row.accountName()), Formats.account(row.account()), row.region());
    }

    private static Component read(RegionRow row) {
        return row.readAt() == null ? Styled.quiet("never") : new Span(Formats.momentWithYear(row.readAt()));
    }

    private static Component state(RegionRow row) {
        String words = row.state().label();
        StatusBadge badge = switch (row.state()) {
            case REFUSED, IN_PART -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, words);
            case UNKNOWN, NOT_READ -> new StatusBadge(Kind.INFO, Icons.HOURGLASS, words);
            case READ -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, words);
            case LEFT_OUT, OFF -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, words);
        };
        @Nullable String below = below(row);
        return below == null ? badge : Tables.twoLines(badge, below);
    }

    private static @Nullable String below(RegionRow row) {
        return switch (row.state()) {
            case REFUSED, IN_PART ->
                Formats.count(row.answering()) + " of " + Formats.count(row.asked(), "API answers", "APIs answer");
            case LEFT_OUT -> "left out in the settings";
            case UNKNOWN -> "the account\u2019s Regions were not read";
            case NOT_READ, READ, OFF -> null;
        };
    }
}
