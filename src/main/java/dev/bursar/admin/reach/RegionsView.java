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
import dev.bursar.setup.reach.RegionQuestion;
import dev.bursar.setup.reach.RegionRow.State;
import dev.bursar.setup.reach.RegionService;
import dev.bursar.setup.reach.RegionService.Page;
import dev.bursar.sync.SyncLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FilterDimension;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which Regions each account has, and whether they are read. The address says what is shown. */
@Route(SetupLinks.REGIONS)
@PageTitle("Regions of accounts")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class RegionsView extends ListPage<Page> {
    private final RegionService service;
    private final RegionExport export;
    private final PageHeader header = new PageHeader("Regions of accounts");
    private final ExportMenu exports;
    private final DropDown<Optional<State>> state;

    RegionsView(RegionService service, RegionExport export, ExportService exportService, Workers workers, Clock clock) {
        super(RegionList.ADDRESS, Skeleton.table("Reading the Regions of accounts", 10, false), workers, clock);
        this.service = service;
        this.export = export;
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        state = choice("State", RegionList.STATE, Stream.of(State.values()), RegionTable::words);
        filters().controls(state);
        content().failure("Regions could not be loaded", "Nothing was lost, and your filters are kept.");
        addClassNames("page", "dense", "regions");
        add(header.actions(exports), new SectionTabs(TabSection.ADMIN, SetupLinks.REACH), filters(), content());
    }

    @Override
    protected Page load(ListState asked) {
        return service.page(RegionList.question(asked));
    }

    @Override
    protected Component shown(Page page) {
        ListState list = state();
        filters()
                .dimensions(List.of(
                        FilterDimension.of(RegionList.ACCOUNT, page.accounts()),
                        FilterDimension.of(RegionList.REGION, page.regions())));
        filters().setVisible(!page.regions().isEmpty());
        DropDown.counts(state, page.states());
        header.facts(facts(page))
                .breadcrumb(List.of(new RouterLink(SetupLinks.REACH_TITLE, ReachView.class)), "Regions");
        exports.offer("Regions", export, list.stored(), page.rows());
        if (page.regions().isEmpty()) {
            return EmptyState.notRead(
                            "The Regions of accounts have not been read yet",
                            "Bursar reads them every 8 hours, with the job Check access to accounts.")
                    .actions(Buttons.primary("Go to Sync", click -> go(SyncLinks.SYNC)));
        }
        if (page.rows() == 0) {
            return EmptyState.noMatch(
                            "No Regions match these filters",
                            Formats.count(page.regions().size(), "Region", "Regions") + " of "
                                    + Formats.count(page.accounts().size(), "account", "accounts") + " are known.")
                    .actions(Buttons.primary("Clear filters", click -> open(RegionList.all(list))));
        }
        RegionQuestion question = RegionList.question(list);
        return new RegionTable(this, (offset, limit) -> service.rows(question, offset, limit), page.rows());
    }

    private static FactLine facts(Page page) {
        var facts = new FactLine(
                Formats.count(page.accounts().size(), "account", "accounts"),
                Formats.count(page.regions().size(), "Region", "Regions"));
        if (page.checkedAt() != null) {
            facts.fact("checked " + Formats.momentWithYear(page.checkedAt()));
        }
        return facts;
    }
}
