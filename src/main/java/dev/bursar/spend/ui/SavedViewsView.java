package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.spend.SavedView;
import dev.bursar.spend.SavedViews;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** The views of the explorer that the person saved, and those that others share with them. */
@Route(SpendLinks.VIEWS)
@PageTitle("Saved views")
@Menu(order = 2.3, title = "Saved views")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class SavedViewsView extends Div implements AfterNavigationObserver {
    private final SavedViews views;
    private final PageHeader header = new PageHeader("Saved views");
    private final LoadedPart<List<SavedView>> content;

    SavedViewsView(SavedViews views, Workers workers, Clock clock) {
        this.views = views;
        content = new LoadedPart<>(workers, clock, views::views, this::shown)
                .failure("Your views could not be loaded", "Nothing was lost.")
                .onFailure(() -> header.facts(new FactLine()));
        addClassNames("page", "saved-views");
        add(header, new SectionTabs(TabSection.SPEND, SpendLinks.VIEWS), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Looking up your views", 4, false));
    }

    private Component shown(List<SavedView> all) {
        header.facts(new FactLine(all.isEmpty() ? "" : Formats.count(all.size(), "view", "views")));
        if (all.isEmpty()) {
            return EmptyState.notSetUp(
                            Icons.BOOKMARK,
                            "Saved views keep your filters",
                            "A saved view keeps the filters, period and grouping of Spend. Open Spend, choose Save"
                                    + " view and enter a name.")
                    .actions(Buttons.primary(
                            "Open Spend", click -> getUI().ifPresent(ui -> ui.navigate(SpendLinks.SPEND))));
        }
        return new Section("All views")
                .with(new ViewsList(
                        views,
                        all,
                        content::reload,
                        problem -> Notices.error(
                                "The view could not be changed. If it fails again, give your admin reference "
                                        + Reference.of(problem).code() + ".")));
    }
}
