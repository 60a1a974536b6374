package dev.bursar.changes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.AwsChangeService.Page;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.ListState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** What Bursar writes to AWS: who proposed it, who decided, and how it stands. The address holds the filter. */
@Route(ChangeLinks.CHANGES)
@PageTitle("Changes to AWS")
@Menu(order = 5.6, title = "Changes to AWS")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AwsChangesView extends ListPage<Page> {
    private final AwsChangeService service;
    private final AwsChangeExport export;
    private final boolean admin;
    private final PageHeader header = new PageHeader("Changes to AWS");
    private final ExportMenu exports;
    private final Div controls = new Div();

    AwsChangesView(
            AwsChangeService service,
            AwsChangeExport export,
            ExportService exportService,
            Scope scope,
            Workers workers,
            Clock clock) {
        super(AwsChangeList.ADDRESS, Skeleton.table("Reading changes", 8, true), workers, clock);
        this.service = service;
        this.export = export;
        admin = scope.has(Role.ADMIN);
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        content()
                .failure("The changes could not be loaded", "Nothing was lost, and your filter is kept.")
                .onFailure(() -> controls.setVisible(false));
        addClassNames("page", "dense", "aws-changes");
        controls.add(choice("State", AwsChangeList.WHICH, AwsChangeList.choices(scope), AwsChangeList::words));
        controls.addClassNames("bar", "no-print");
        controls.setVisible(false);
        header.actions(exports);
        add(header, new SectionTabs(TabSection.TAGS, ChangeLinks.CHANGES), controls, content());
    }

    @Override
    protected Page load(ListState asked) {
        return service.page(AwsChangeList.question(asked));
    }

    @Override
    protected Component shown(Page page) {
        ListState list = state();
        ChangeQuestion question = AwsChangeList.question(list);
        controls.setVisible(page.all() > 0);
        header.facts(new FactLine(Formats.count(page.found(), "change", "changes")));
        if (page.all() == 0) {
            return none(page);
        }
        if (page.found() == 0) {
            return EmptyState.noMatch("No such changes", "No change has this state.")
                    .actions(Buttons.primary("Show all", click -> open(list.without(AwsChangeList.WHICH))));
        }
        exports.offer("Changes to AWS", export, list.stored(), page.found());
        return new AwsChangeTable(this, admin, (offset, limit) -> service.rows(question, offset, limit), page.found());
    }

    private EmptyState none(Page page) {
        if (page.enabled()) {
            return EmptyState.notSetUp(
                            Icons.TAGS,
                            "Nobody has proposed a change yet",
                            "Select violations and choose Propose tags. An admin sees what would be written before anything is.")
                    .actions(Buttons.primary("Go to violations", click -> go("tags")));
        }
        EmptyState off = EmptyState.notSetUp(
                Icons.TAGS,
                "Bursar can write tags for you",
                "It is turned off. Once it is on, people propose tags, an admin sees what would be written and approves, and each tag is"
                        + " read back and can be undone."
                        + (admin ? "" : " An admin can turn it on."));
        return admin ? off.actions(Buttons.primary("Set up changes to AWS", click -> go(ChangeLinks.SETTINGS))) : off;
    }
}
