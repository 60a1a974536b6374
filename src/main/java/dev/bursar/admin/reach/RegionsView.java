package dev.bursar.admin.reach;

import com.vaadin.flow.component.Component;
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
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** Which Regions each account has, and whether they are read. The address says what is shown. */
@Route(SetupLinks.REGIONS)
@PageTitle("Regions of accounts")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class RegionsView extends ListPage<RegionsView.Loaded> {
    /** @param rows all that were asked for: as many as there are accounts times Regions */
    record Loaded(Page page, List<RegionRow> rows) {}

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
    protected Loaded load(ListState asked) {
        var rows = new ArrayList<RegionRow>();
        service.each(asked, rows::add);
        return new Loaded(service.page(asked), rows);
    }

    @Override
    protected Component shown(Loaded loaded) {
        Page page = loaded.page();
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
        return RegionMatrix.of(loaded.rows());
    }

    private static FactLine facts(Page page, int accounts, int regions) {
        var facts = new FactLine(
                Formats.count(accounts, "account", "accounts"), Formats.count(regions, "Region", "Regions"));
        page.found().at().ifPresent(at -> facts.fact("checked " + Formats.momentWithYear(at)));
        return facts;
    }
}
